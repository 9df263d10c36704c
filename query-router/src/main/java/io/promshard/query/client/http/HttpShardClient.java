package io.promshard.query.client.http;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Replica;
import io.promshard.shard.http.Towards;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
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
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers over kept connections. Thread-safe; any number of calls at once, as limits are the guards' business.
 *
 * <p>Nothing is done behind the caller's back: no retry, no redirect, no cookie. A {@link Watch} holds each call to its
 * deadline, from the connect to the last byte.
 */
public final class HttpShardClient implements ShardClient, AutoCloseable {

    /** Looking whether a kept connection was closed costs a millisecond, so it is done only after a pause. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

    /** Bounds what is read of a head, in lines and their length; a buffer of the size in which Linux hands out what came. */
    private static final Http1Config HTTP = Http1Config.custom()
            .setBufferSize(64 * 1024)
            .setMaxHeaderCount(200)
            .setMaxLineLength(32 * 1024)
            .build();

    private final HttpShardSettings settings;
    private final Towards servers;
    private final ScheduledExecutorService timer;
    private final CloseableHttpClient client;

    /**
     * Makes a client.
     *
     * @param servers how they are met
     * @param timer ends calls whose time is over; it is best to remove tasks that are cancelled
     */
    public HttpShardClient(HttpShardSettings settings, Towards servers, ScheduledExecutorService timer) {
        this.settings = settings;
        this.servers = servers;
        this.timer = timer;
        this.client = HttpClients.custom()
                .setConnectionManager(connections(settings, servers))
                .evictIdleConnections(TimeValue.of(settings.keepAlive()))
                .setUserAgent("promshard-query-router")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(HttpShardSettings settings, Towards servers) {
        Timeout connect = Timeout.of(settings.connectTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(
                        servers.tls().map(DefaultClientTlsStrategy::new).orElse(null))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HTTP)
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(connect)
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
    }

    @Override
    public ShardAnswer call(Replica replica, ApiCall call, Deadline deadline) throws ShardFailure {
        if (deadline.passed()) {
            throw new ShardFailure.TimedOut("the time was over before the server was asked");
        }
        HttpUriRequestBase request = Requests.request(replica.url(), call, deadline.left(), settings.gzip());
        servers.authorization().get().ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
        Watch watch = new Watch(deadline, settings.idleTimeout(), request::cancel, timer);
        watch.start();
        try {
            return answer(client.executeOpen(host(replica.url()), request, HttpClientContext.create()), request, watch);
        } catch (IOException | IllegalStateException e) {
            watch.stop();
            throw Failures.beforeTheHead(e, watch, settings);
        }
    }

    private ShardAnswer answer(ClassicHttpResponse response, HttpUriRequestBase request, Watch watch)
            throws IOException {
        Transfer transfer = new Transfer(response, request, watch);
        try {
            HttpEntity entity = response.getEntity();
            return new HttpShardAnswer(
                    response.getCode(), contentType(entity), new AnswerBody(entity, transfer, watch, settings));
        } catch (IOException | RuntimeException e) {
            transfer.abort();
            throw e;
        }
    }

    private static String contentType(@Nullable HttpEntity entity) {
        return entity == null || entity.getContentType() == null ? "" : entity.getContentType();
    }

    private static HttpHost host(URI url) {
        return new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    }

    /** Ends what is under way as well. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
