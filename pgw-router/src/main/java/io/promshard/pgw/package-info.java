/** The application: wiring and start. */
@NullMarked
package io.promshard.pgw;

import org.jspecify.annotations.NullMarked;
