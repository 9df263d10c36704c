/**
 * The life of a gateway, from up over suspect and down to returning and up again, as a pure function of what was seen of it.
 *
 * <p>Knows the JDK only.
 */
@NullMarked
package io.promshard.pgw.life;

import org.jspecify.annotations.NullMarked;
