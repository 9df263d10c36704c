package io.promshard.pgw.forward;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
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

    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    /**
     * Makes a client.
     *
     * @param connectTimeout also of the TLS handshake
     * @param maxConnections to one gateway
     */
    public GatewayClient(Duration connectTimeout, int maxConnections) {
        this.connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(maxConnections)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.of(connectTimeout))
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    /** Makes the request of a push for one gateway; its target is the gateway's prefix and the push's own, byte for byte. */
    HttpUriRequestBase request(Exchange exchange, URI gateway, HttpEntity body, Duration timeout) {
        HttpUriRequestBase request = new HttpUriRequestBase(exchange.method(), gateway);
        request.setPath(gateway.getRawPath() + exchange.target());
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeout))
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .build());
        copyHeaders(exchange, request);
        request.setEntity(body);
        return request;
    }

    private static void copyHeaders(Exchange exchange, HttpUriRequestBase request) {
        AtomicReference<Set<String>> named = new AtomicReference<>(new TreeSet<>());
        exchange.headers((name, value) -> {
            if (name.equalsIgnoreCase("connection")) {
                named.updateAndGet(before -> Headers.named(before, value));
            }
        });
        exchange.headers((name, value) -> {
            if (Headers.passes(name, named.get())) {
                request.addHeader(name, value);
            }
        });
    }

    /** Sends, and returns with the answer's head; the caller closes it. */
    ClassicHttpResponse send(HttpUriRequestBase request, URI gateway) throws IOException {
        HttpHost host = new HttpHost(gateway.getScheme(), gateway.getHost(), gateway.getPort());
        return client.executeOpen(host, request, null);
    }

    /** After a gateway has closed one connection, the idle others may be closed too: the next attempt opens a fresh one. */
    void dropIdle() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
