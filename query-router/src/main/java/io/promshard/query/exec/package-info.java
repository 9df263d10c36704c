/** Carries plans out: asks shards at the same time, within one deadline, and decides what a failed shard means. */
@NullMarked
package io.promshard.query.exec;

import org.jspecify.annotations.NullMarked;
