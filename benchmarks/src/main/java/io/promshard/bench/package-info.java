/**
 * Programs that measure. {@code benchmarks/run} starts them, and their figures stand in docs/benchmarks.md.
 *
 * <p>They are compiled with everything else, so that they keep up with it, but no build runs them.
 */
@NullMarked
package io.promshard.bench;

import org.jspecify.annotations.NullMarked;
