/** What the library counts, for any service that uses it. Knows Micrometer. */
@NullMarked
package io.promshard.shard.metrics;

import org.jspecify.annotations.NullMarked;
