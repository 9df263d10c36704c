package io.promshard.shard.consul;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How Consul is asked.
 *
 * @param address of the agent, such as {@code http://127.0.0.1:8500}; the token has its own place, so no user info
 * @param token the ACL token, blank for none; read before each request, so that a token file may change
 * @param datacenter to read from, empty for the agent's own
 * @param maxWait how long a blocking query may block, 1 s to 10 min. Consul adds up to a sixteenth. It is also how long a
 *     Consul that accepts and never answers goes unnoticed, so it is short by default: a query now and then is cheap.
 * @param tls for an {@code https} address, null for the JVM's own trust
 */
public record ConsulSettings(
        URI address,
        Supplier<String> token,
        String datacenter,
        Consistency consistency,
        Duration maxWait,
        @Nullable SSLContext tls) {

    static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    public ConsulSettings {
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null || address.getRawUserInfo() != null || address.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "Consul's address must be of the form http(s)://host:port, without user info or query");
        }
        if (maxWait.compareTo(SHORTEST_WAIT) < 0 || maxWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("maxWait must be between 1 s and 10 min, got: " + maxWait);
        }
        address = URI.create(address.toString().replaceAll("/+$", ""));
    }

    /** No token, the agent's own datacenter, default consistency and wait. */
    static ConsulSettings at(URI address) {
        return new ConsulSettings(address, () -> "", "", Consistency.DEFAULT, DEFAULT_WAIT, null);
    }

    ConsulSettings withToken(Supplier<String> newToken) {
        return new ConsulSettings(address, newToken, datacenter, consistency, maxWait, tls);
    }

    ConsulSettings withDatacenter(String newDatacenter) {
        return new ConsulSettings(address, token, newDatacenter, consistency, maxWait, tls);
    }

    ConsulSettings withConsistency(Consistency newConsistency) {
        return new ConsulSettings(address, token, datacenter, newConsistency, maxWait, tls);
    }

    ConsulSettings withMaxWait(Duration newWait) {
        return new ConsulSettings(address, token, datacenter, consistency, newWait, tls);
    }

    ConsulSettings withTls(SSLContext newTls) {
        return new ConsulSettings(address, token, datacenter, consistency, maxWait, newTls);
    }
}
