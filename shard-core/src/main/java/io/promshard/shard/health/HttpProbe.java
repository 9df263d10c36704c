package io.promshard.shard.health;

import io.promshard.shard.membership.Member;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * @param timeout of the whole exchange, the body included
     */
    public HttpProbe(HttpClient client, String path, Duration timeout) {
        this.client = client;
        this.path = path;
        this.timeout = timeout;
    }

    @Override
    public ProbeResult probe(Member member) {
        // HttpRequest's own timeout ends with the head of the answer: a body that stalls would hang the probe for good.
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                HttpRequest.newBuilder(URI.create(member.url() + path)).build(), BodyHandlers.discarding());
        try {
            int status = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            return status == 200 ? new ProbeResult.Ready() : new ProbeResult.Unready("answered " + status);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new ProbeResult.Unready("no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new ProbeResult.Unready("interrupted");
        }
    }

    private static ProbeResult failed(@Nullable Throwable cause) {
        if (cause instanceof ConnectException) {
            return new ProbeResult.Gone(isUnresolved(cause) ? "no such host" : "connection refused");
        }
        return new ProbeResult.Unready(String.valueOf(cause));
    }

    private static boolean isUnresolved(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
    }
}
