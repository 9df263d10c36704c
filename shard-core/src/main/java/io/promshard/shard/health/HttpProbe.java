package io.promshard.shard.health;

import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks by {@code GET <url><path>}: a 200 is ready, as {@code /-/ready} of Prometheus and Pushgateway answers. Thread-safe. */
public final class HttpProbe implements Probe {

    private final HttpClient client;
    private final String path;
    private final Duration timeout;

    /**
     * Makes a probe.
     *
     * @param client with HTTP/1.1 and its own TLS and connect timeout
     * @param path below the member's own prefix
     * @param timeout of the whole exchange
     */
    public HttpProbe(HttpClient client, String path, Duration timeout) {
        this.client = client;
        this.path = path;
        this.timeout = timeout;
    }

    @Override
    public ProbeResult probe(Member member) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(member.url() + path))
                .timeout(timeout)
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? new ProbeResult.Ready() : new ProbeResult.Unready("answered " + status);
        } catch (HttpConnectTimeoutException e) {
            return new ProbeResult.Unready("no connection within " + timeout.toMillis() + " ms");
        } catch (ConnectException e) {
            return new ProbeResult.Gone("connection refused");
        } catch (IOException e) {
            return new ProbeResult.Unready(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProbeResult.Unready("interrupted");
        }
    }

    private String reason(IOException e) {
        return e instanceof java.net.http.HttpTimeoutException
                ? "no answer within " + timeout.toMillis() + " ms"
                : e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
