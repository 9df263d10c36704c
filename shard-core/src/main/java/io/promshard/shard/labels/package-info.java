/** Labels as Prometheus has them. */
@NullMarked
package io.promshard.shard.labels;

import org.jspecify.annotations.NullMarked;
