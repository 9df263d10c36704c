/**
 * Which replicas of a shard have the samples that a query needs. What they lack is learnt by counting samples; {@link
 * io.promshard.query.coverage.Coverage} is the way in, {@link io.promshard.query.coverage.Evidence} the rule.
 */
@NullMarked
package io.promshard.query.coverage;

import org.jspecify.annotations.NullMarked;
