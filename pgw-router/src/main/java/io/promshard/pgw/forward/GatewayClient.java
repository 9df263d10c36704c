package io.promshard.pgw.forward;

import io.promshard.shard.http.Towards;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Speaks HTTP to gateways, over kept connections. Thread-safe; calls block.
 *
 * <p>Nothing is done behind the caller's back: no retry, no redirect, no cookie, no decompression.
 */
public final class GatewayClient implements AutoCloseable {

    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(2);
    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(30);

    private final Set<String> passed;
    private final Towards gateways;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final CloseableHttpClient fresh;

    /**
     * Makes a client.
     *
     * @param connectTimeout also of the TLS handshake
     * @param maxConnections to one gateway
     * @param passed names of clients' headers that go on to gateways
     * @param gateways how they are met: our credentials take the place of a client's
     */
    public GatewayClient(Duration connectTimeout, int maxConnections, Collection<String> passed, Towards gateways) {
        this.passed = Headers.ignoringCase(passed);
        this.gateways = gateways;
        this.connections = connections(connectTimeout, maxConnections, gateways);
        this.client = plain(connections).evictIdleConnections(LONGEST_IDLE).build();
        this.fresh = plain(connections(connectTimeout, maxConnections, gateways))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(
            Duration connectTimeout, int maxConnections, Towards gateways) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(
                        gateways.tls().map(DefaultClientTlsStrategy::new).orElse(null))
                .setConnectionFactory(answersBeforeTheBodyEnds())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(maxConnections)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.of(connectTimeout))
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
    }

    private static HttpClientBuilder plain(PoolingHttpClientConnectionManager connections) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent();
    }

    /**
     * A gateway that dislikes a body says so without reading to its end; then that is the answer, and not the broken pipe. The
     * library's own strategy waits a millisecond at each 8 KB.
     */
    private static ManagedHttpClientConnectionFactory answersBeforeTheBodyEnds() {
        return ManagedHttpClientConnectionFactory.builder()
                .responseOutOfOrderStrategy((request, connection, in, sent, next) -> in.available() > 0)
                .build();
    }

    /** Makes the request of a push for one gateway; its target is the gateway's prefix and the push's own, byte for byte. */
    HttpUriRequestBase request(Exchange exchange, URI gateway, HttpEntity body, Duration timeout) {
        HttpUriRequestBase request = new HttpUriRequestBase(exchange.method(), gateway);
        request.setPath(gateway.getRawPath() + exchange.target());
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeout))
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build());
        copyHeaders(exchange, request);
        request.setEntity(new WholeEntity(body, request));
        return request;
    }

    private void copyHeaders(Exchange exchange, HttpUriRequestBase request) {
        AtomicReference<Set<String>> named = new AtomicReference<>(new TreeSet<>());
        exchange.headers((name, value) -> {
            if (name.equalsIgnoreCase("connection")) {
                named.updateAndGet(before -> Headers.named(before, value));
            }
        });
        exchange.headers((name, value) -> {
            if (passed.contains(name) && Headers.passes(name, named.get())) {
                request.addHeader(name, value);
            }
        });
        gateways.authorization().get().ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
    }

    /**
     * Sends, and returns with the answer's head; the caller closes it.
     *
     * <p>A body that can be sent only once takes no kept connection, which the gateway may have closed meanwhile.
     *
     * @param context is told of the connection
     */
    ClassicHttpResponse send(HttpUriRequestBase request, URI gateway, HttpClientContext context) throws IOException {
        HttpHost host = new HttpHost(gateway.getScheme(), gateway.getHost(), gateway.getPort());
        CloseableHttpClient way = request.getEntity().isRepeatable() ? client : fresh;
        return way.executeOpen(host, request, context);
    }

    /** Has the next pushes open fresh connections: a gateway that has closed one may have closed the idle others too. */
    void dropIdle() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        fresh.close();
        client.close();
    }
}
