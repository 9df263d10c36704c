package io.promshard.shard.config;

import io.promshard.shard.consul.Consistency;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Consul, for the watch of members and for the application's own registration alike.
 *
 * @param enabled whether Consul is used at all
 * @param scheme http or https
 * @param host of the local agent
 * @param port of its HTTP API
 * @param token ACL token; empty for none. Give it by environment or a config tree, not on the command line
 * @param tokenFile with that token in its place; read again when it changes
 * @param datacenter to read from; empty for the agent's own
 * @param consistency of health queries: stale is answered by any server, even while there is no leader
 * @param maxWait how long a blocking query may wait for a change
 * @param sslBundle name of the {@code spring.ssl.bundle} that https uses; empty for the JVM's own trust
 */
@ConfigurationProperties(prefix = "promshard.consul", ignoreUnknownFields = false)
public record ConsulProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("http") String scheme,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8500") int port,
        @DefaultValue("") String token,
        @DefaultValue("") String tokenFile,
        @DefaultValue("") String datacenter,
        @DefaultValue("stale") Consistency consistency,
        @DefaultValue("10s") Duration maxWait,
        @DefaultValue("") String sslBundle) {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    public ConsulProperties {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("promshard.consul.scheme must be http or https, got: " + scheme);
        }
        if (!token.isEmpty() && !tokenFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "promshard.consul.token and promshard.consul.token-file cannot both be set, got the file: "
                            + tokenFile);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("promshard.consul.port must be between 1 and 65535, got: " + port);
        }
        if (!isHost(host)) {
            throw new IllegalArgumentException("promshard.consul.host must be a host name or an address, got: " + host);
        }
        if (maxWait.compareTo(SHORTEST_WAIT) < 0 || maxWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("promshard.consul.max-wait must be between 1s and 10m, got: " + maxWait);
        }
    }

    private static boolean isHost(String text) {
        try {
            return text.equals(new URI("http://" + text + ":8500").getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    URI address() {
        return URI.create(scheme + "://" + host + ":" + port);
    }

    /** Hides the token, since a record prints all it has. */
    @Override
    public String toString() {
        return "ConsulProperties[enabled=" + enabled + ", address=" + address() + ", datacenter=" + datacenter + "]";
    }
}
