package io.promshard.target.report.http;

import io.promshard.shard.http.LimitedInput;
import io.promshard.target.model.Collector;
import io.promshard.target.report.ReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/** One question to a collector, and its answer as it comes: read to the end in time, and never beyond a size. */
final class Exchange {

    /** Of an answer as it unfolds: 500,000 targets of 1 kB. */
    private static final int MOST_BYTES = 512 << 20;

    private static final int BUFFER = 64 * 1024;
    private static final int EXCERPT = 200;

    private final HttpClient client;
    private final Duration timeout;

    Exchange(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** @param reader of the body, and of when it was sent by the collector's clock, in milliseconds */
    <T> T get(Collector collector, String path, BiFunction<InputStream, OptionalLong, T> reader)
            throws ReportException, InterruptedException {
        URI url = URI.create(collector.url().toString().replaceFirst("/+$", "") + path);
        long end = System.nanoTime() + timeout.toNanos();
        try {
            return read(head(url), end, reader);
        } catch (TimeoutException e) {
            throw new ReportException(url + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new ReportException(url + " cannot be asked: " + e.getCause(), e);
        } catch (IOException | UncheckedIOException | JacksonException e) {
            String why = System.nanoTime() - end >= 0
                    ? " did not answer within " + timeout.toMillis() + " ms"
                    : " answered what cannot be read: " + e.getMessage();
            throw new ReportException(url + why, e);
        }
    }

    private HttpResponse<InputStream> head(URI url) throws InterruptedException, ExecutionException, TimeoutException {
        HttpRequest request =
                HttpRequest.newBuilder(url).header("Accept-Encoding", "gzip").build();
        CompletableFuture<HttpResponse<InputStream>> answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    /** The JDK's request timeout ends with the head: a body that stalls is closed from outside, which ends the read. */
    private static <T> T read(
            HttpResponse<InputStream> answer, long end, BiFunction<InputStream, OptionalLong, T> reader)
            throws IOException {
        Executor later = CompletableFuture.delayedExecutor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> close = CompletableFuture.runAsync(() -> close(answer.body()), later);
        try (InputStream raw = answer.body();
                InputStream body = new LimitedInput(unzipped(answer, raw), MOST_BYTES, "it is larger than")) {
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode() + ", " + excerpt(body));
            }
            return reader.apply(body, sent(answer));
        } finally {
            close.cancel(false);
        }
    }

    private static InputStream unzipped(HttpResponse<?> answer, InputStream raw) throws IOException {
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> raw;
            case "gzip" -> new GZIPInputStream(raw, BUFFER);
            default -> throw new IOException("encoding " + encoding);
        };
    }

    private static String excerpt(InputStream body) throws IOException {
        return new String(body.readNBytes(EXCERPT), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static OptionalLong sent(HttpResponse<?> answer) {
        String date = answer.headers().firstValue("Date").orElse("");
        try {
            Instant sent = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return OptionalLong.of(sent.toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
