/**
 * Consul at the rim: the watcher that writes a service's members into a {@link
 * io.promshard.shard.membership.LiveMembership}, and the registrar that keeps the configured servers registered.
 *
 * <p>With its {@code lock} the only package that knows Consul's HTTP API and its JSON. Each of the two runs on one thread of its own and says
 * what it cannot do: neither ever throws at the services that depend on it.
 */
@NullMarked
package io.promshard.shard.consul;

import org.jspecify.annotations.NullMarked;
