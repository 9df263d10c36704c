package io.promshard.pgw.scrape;

import io.promshard.shard.http.LimitedBody;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a gateway for one document, whole, in time and no larger than it may be. Thread-safe. */
final class GatewayHttp {

    private static final int EXCERPT = 300;

    private final HttpClient client;
    private final ScrapeSettings settings;

    GatewayHttp(HttpClient client, ScrapeSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** The body of a 200 of that type. */
    byte[] get(Member gateway, String path, String accept, String type) throws ScrapeException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("Accept", accept)
                .build();
        HttpResponse<byte[]> answer = send(gateway, path, request);
        String contentType = answer.headers().firstValue("Content-Type").orElse("of no type");
        if (answer.statusCode() != 200) {
            throw failure(gateway, path, "answered " + answer.statusCode() + ": " + excerpt(answer.body()));
        }
        if (!contentType.startsWith(type)) {
            throw failure(gateway, path, "answered " + contentType + ", not " + type);
        }
        return answer.body();
    }

    private HttpResponse<byte[]> send(Member gateway, String path, HttpRequest request)
            throws ScrapeException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(settings.maxBytes(), "the answer is larger than"));
        try {
            return answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failure(
                    gateway, path, "did not answer within " + settings.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new ScrapeException(gateway.id() + path + " cannot be read: " + e.getCause(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static ScrapeException failure(Member gateway, String path, String what) {
        return new ScrapeException(gateway.id() + path + " " + what, null);
    }

    private static String excerpt(byte[] body) {
        return new String(body, 0, Math.min(EXCERPT, body.length), StandardCharsets.UTF_8).strip();
    }
}
