/**
 * Where a push goes and how: the owner of its grouping key, by redirect or through us.
 *
 * <p>Knows {@code grouping} and shard-core, no HTTP.
 */
@NullMarked
package io.promshard.pgw.routing;

import org.jspecify.annotations.NullMarked;
