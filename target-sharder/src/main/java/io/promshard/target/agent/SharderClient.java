package io.promshard.target.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promshard.shard.http.LimitedBody;
import io.promshard.shard.http.Towards;
import io.promshard.target.agent.wire.AgentAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Asks sharders for the lists of one collector. Blocks; an interrupt ends the question. */
final class SharderClient implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final int EXCERPT = 200;

    private final AgentSettings settings;
    private final HttpClient http;

    SharderClient(AgentSettings settings, Towards sharders) {
        this.settings = settings;
        this.http = sharders.client(HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN));
    }

    /**
     * Asks one of them.
     *
     * @param sharder without a slash at the end
     * @param error what the agent reports of itself; empty if nothing
     */
    PollResult poll(URI sharder, Remembered remembered, boolean all, String error) throws InterruptedException {
        try {
            return result(send(request(sharder, remembered, all, error)));
        } catch (IOException e) {
            return new PollResult.Failed(sharder + ": " + e);
        } catch (IllegalArgumentException e) {
            return new PollResult.Failed(sharder + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest request(URI sharder, Remembered remembered, boolean all, String error) {
        String after = all ? "0.0" : remembered.applied().toString();
        String path = "/api/v1/agent/" + encoded(settings.group()) + "/" + encoded(settings.collector());
        String query = "?after=" + after + "&applied=" + remembered.applied() + "&agent=" + encoded(settings.name())
                + "&error=" + encoded(error);
        return HttpRequest.newBuilder(URI.create(sharder + path + query))
                .header("Accept-Encoding", "gzip")
                .build();
    }

    /** The timeout is for body and all: the JDK's own ends with the headers. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, info -> new LimitedBody(settings.maxBytes(), "the answer is larger than"));
        try {
            return answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + settings.timeout().toMillis() + " ms", e);
        } finally {
            answer.cancel(true);
        }
    }

    private PollResult result(HttpResponse<byte[]> response) throws IOException {
        return switch (response.statusCode()) {
            case 200 -> new PollResult.News(mine(AgentAnswer.parse(plain(response))));
            case 204 -> new PollResult.Nothing();
            default ->
                new PollResult.Failed(response.uri().getAuthority() + " answered " + response.statusCode() + ": "
                        + excerpt(response));
        };
    }

    private AgentAnswer mine(AgentAnswer answer) {
        if (!answer.group().equals(settings.group()) || !answer.collector().equals(settings.collector())) {
            throw new IllegalArgumentException(
                    "the answer is for collector \"" + answer.collector() + "\" of group \"" + answer.group() + '"');
        }
        return answer;
    }

    private byte[] plain(HttpResponse<byte[]> response) throws IOException {
        if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return response.body();
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(response.body()), 1 << 16)) {
            byte[] bytes = plain.readNBytes(settings.maxBytes());
            if (plain.read() >= 0) {
                throw new IOException("the answer is larger than " + settings.maxBytes() + " bytes");
            }
            return bytes;
        }
    }

    private String excerpt(HttpResponse<byte[]> response) throws IOException {
        String text = new String(plain(response), UTF_8).strip();
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
