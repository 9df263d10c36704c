/** Where targets come from: one source after another is read, and the last good answer of each is kept. */
@NullMarked
package io.promshard.target.discovery;

import org.jspecify.annotations.NullMarked;
