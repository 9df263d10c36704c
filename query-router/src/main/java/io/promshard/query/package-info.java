/** The application: wiring and start. */
@NullMarked
package io.promshard.query;

import org.jspecify.annotations.NullMarked;
