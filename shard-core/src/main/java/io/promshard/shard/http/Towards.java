package io.promshard.shard.http;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How one kind of server is met: what we show to it, and whom we trust to be it.
 *
 * @param authorization value of the header, asked for with each request; empty for none
 * @param tls for {@code https} addresses; empty for the JVM's own trust
 */
public record Towards(Supplier<Optional<String>> authorization, Optional<SSLContext> tls) {

    /** Without credentials. */
    public static final Towards ANYBODY = new Towards(Optional::empty, Optional.empty());

    /** A client of HTTP/1.1 that meets them so. */
    public HttpClient client(HttpClient.Builder builder) {
        tls.ifPresent(builder::sslContext);
        return new AuthorizedClient(builder.version(HttpClient.Version.HTTP_1_1).build(), authorization);
    }
}
