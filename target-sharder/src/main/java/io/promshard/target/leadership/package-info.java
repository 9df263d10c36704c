/** Who of several sharders decides, and how a new one begins without moving anything that need not move. */
@NullMarked
package io.promshard.target.leadership;

import org.jspecify.annotations.NullMarked;
