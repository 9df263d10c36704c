package io.promshard.query.topology;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * One Prometheus server. Replicas of a shard scrape the same targets, so any of them answers for it.
 *
 * @param name how people know it, as in Consul or the configuration; safe to show to clients
 * @param url scheme, host, port and path prefix without a slash at its end; never shown to clients
 * @param externalLabels the names of those that it puts on what it gives away raw; empty as long as it has not told
 */
public record Replica(String name, URI url, Optional<Set<String>> externalLabels) {
    public Replica {
        externalLabels = externalLabels.map(Set::copyOf);
    }

    /** One that has told nothing yet. */
    public Replica(String name, URI url) {
        this(name, url, Optional.empty());
    }

    /** Host, port and path prefix: the id of the member that it is. */
    public String address() {
        return url.getRawAuthority() + url.getRawPath();
    }
}
