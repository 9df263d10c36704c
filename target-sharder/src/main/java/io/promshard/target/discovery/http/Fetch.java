package io.promshard.target.discovery.http;

import io.promshard.shard.http.LimitedBody;
import io.promshard.target.discovery.SourceException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and the redirects that follow, as Go's client follows them for Prometheus: ten at most, and a POST becomes a GET where
 * the status says so. Credentials go only where they were meant to: to the scheme, host and port that were asked first.
 */
final class Fetch {

    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> REDIRECTS_AS_THEY_ARE = Set.of(307, 308);

    private final HttpClient client;
    private final URI first;
    private final Map<String, String> headers;
    private final Optional<String> authorization;
    private final int limit;

    /** @param client that follows no redirects itself */
    Fetch(HttpClient client, URI first, Map<String, String> headers, Optional<String> authorization, int limit) {
        this.client = client;
        this.first = first;
        this.headers = headers;
        this.authorization = authorization;
        this.limit = limit;
    }

    /** @param timeout for all of it, the last byte of the body included */
    HttpResponse<byte[]> send(String method, String body, Duration timeout)
            throws SourceException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        URI url = first;
        boolean post = method.equals("POST");
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<byte[]> answer = exchange(request(url, post, body), end, timeout);
            if (!REDIRECTS.contains(answer.statusCode())) {
                return answer;
            }
            url = target(url, answer);
            post &= REDIRECTS_AS_THEY_ARE.contains(answer.statusCode());
        }
        throw new SourceException("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpRequest request(URI url, boolean post, String body) {
        BodyPublisher content = post ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
        HttpRequest.Builder request = HttpRequest.newBuilder(url).method(post ? "POST" : "GET", content);
        headers.forEach(request::header);
        if (post) {
            request.header("Content-Type", "application/json");
        }
        if (isFirst(url)) {
            authorization.ifPresent(value -> request.header("Authorization", value));
        }
        return request.build();
    }

    private boolean isFirst(URI url) {
        return Objects.equals(url.getScheme(), first.getScheme())
                && Objects.equals(url.getHost(), first.getHost())
                && url.getPort() == first.getPort();
    }

    private static URI target(URI from, HttpResponse<byte[]> answer) throws SourceException {
        String location = answer.headers().firstValue("Location").orElse("");
        try {
            URI to = from.resolve(location);
            if (!location.isEmpty() && String.valueOf(to.getScheme()).matches("https?") && to.getHost() != null) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            throw new SourceException("it redirects to what is no URL", e);
        }
        throw new SourceException("it answered " + answer.statusCode() + " without a place to go to");
    }

    /** Times the wait itself: the JDK's request timeout ends with the headers and would let a body trickle for ever. */
    private HttpResponse<byte[]> exchange(HttpRequest request, long end, Duration timeout)
            throws SourceException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(limit, "it is larger than"));
        try {
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new SourceException("it could not be asked: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new SourceException("it did not answer within " + timeout.toMillis() + " ms", e);
        } finally {
            answer.cancel(true);
        }
    }
}
