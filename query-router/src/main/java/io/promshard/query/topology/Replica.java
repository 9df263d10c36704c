package io.promshard.query.topology;

import java.net.URI;

/**
 * One Prometheus server. Replicas of a shard scrape the same targets, so any of them answers for it.
 *
 * @param name how people know it, as in Consul or the configuration; safe to show to clients
 * @param url scheme, host, port and path prefix without a slash at its end; never shown to clients
 */
public record Replica(String name, URI url) {}
