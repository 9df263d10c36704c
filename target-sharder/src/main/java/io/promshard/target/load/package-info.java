/** How heavy targets are: what was measured, what was told, and what is guessed until then. */
@NullMarked
package io.promshard.target.load;

import org.jspecify.annotations.NullMarked;
