package io.promshard.target.engine;

import io.promshard.target.discovery.SourceException;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one engine. Each answer has a limit of time and one of size, body included. Failures are in words without secrets. */
final class EngineApi {

    /** Of a body as it comes: 50,000 targets take 70 MB, compressed 3.5 MB. */
    private static final long MOST_BYTES = 512L << 20;

    private static final int EXCERPT = 200;

    private final SourceSpec.Engine spec;
    private final HttpClient client;
    private final String base;

    EngineApi(SourceSpec.Engine spec, HttpClient client) {
        this.spec = spec;
        this.client = client;
        this.base = spec.url().toString().replaceFirst("/+$", "");
    }

    /** @param path from {@code /api} on */
    EngineAnswer get(String path) throws SourceException, InterruptedException {
        HttpResponse<List<byte[]>> response = send(request(path));
        EngineAnswer answer = new EngineAnswer(response.body(), zipped(response), sent(response));
        if (response.statusCode() != 200) {
            throw new SourceException("answered " + response.statusCode() + excerpt(answer));
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new SourceException("answered with \"" + type + "\" instead of JSON" + excerpt(answer));
        }
        return answer;
    }

    private HttpRequest request(String path) throws SourceException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Encoding", "gzip");
        authorization(spec.credentials()).ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private static Optional<String> authorization(Credentials credentials) throws SourceException {
        if (!credentials.bearerTokenFile().isEmpty()) {
            return Optional.of("Bearer " + secret(credentials.bearerTokenFile()));
        }
        if (credentials.user().isEmpty()) {
            return Optional.empty();
        }
        String password = credentials.passwordFile().isEmpty() ? "" : secret(credentials.passwordFile());
        byte[] pair = (credentials.user() + ':' + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static String secret(String file) throws SourceException {
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.chars().anyMatch(Character::isISOControl)) {
                throw new SourceException("cannot use what is in " + file + ": it has more than one line");
            }
            return secret;
        } catch (IOException e) {
            throw new SourceException("cannot read " + file + ": " + e, e);
        }
    }

    /** Times the wait itself: the JDK's request timeout ends with the headers and would let a body trickle for ever. */
    private HttpResponse<List<byte[]>> send(HttpRequest request) throws SourceException, InterruptedException {
        CompletableFuture<HttpResponse<List<byte[]>>> response =
                client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            return response.get(spec.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new SourceException("cannot be read: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new SourceException("did not answer within " + spec.timeout().toMillis() + " ms", e);
        } finally {
            response.cancel(true);
        }
    }

    private static boolean zipped(HttpResponse<?> response) throws SourceException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new SourceException("answered in the encoding \"" + encoding + "\", which nobody asked for");
        };
    }

    private static Instant sent(HttpResponse<?> response) throws SourceException {
        String date = response.headers().firstValue("Date").orElse("");
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new SourceException("answered with the Date \"" + date + "\", which is none", e);
        }
    }

    private static String excerpt(EngineAnswer answer) {
        try (InputStream in = answer.open(MOST_BYTES)) {
            String text = new String(in.readNBytes(EXCERPT), StandardCharsets.UTF_8);
            return ": " + text.strip().replaceAll("\\s+", " ");
        } catch (IOException e) {
            return "";
        }
    }
}
