/**
 * Finds out which shards there are: the members of the fleet, what each says of itself, and the topology that follows.
 *
 * <p>{@link io.promshard.query.discovery.FleetWatch} has each member inspected, {@link
 * io.promshard.query.discovery.LiveTopology} holds the outcome, {@link io.promshard.query.discovery.Fleet} is the rule.
 */
@NullMarked
package io.promshard.query.discovery;

import org.jspecify.annotations.NullMarked;
