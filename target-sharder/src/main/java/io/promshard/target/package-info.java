/** The application: wiring and start. */
@NullMarked
package io.promshard.target;

import org.jspecify.annotations.NullMarked;
