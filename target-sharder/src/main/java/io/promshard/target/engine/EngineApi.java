package io.promshard.target.engine;

import io.promshard.target.discovery.SourceException;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Asks one engine. Each answer has a limit of time and one of size, body included. Failures are in words without secrets. */
final class EngineApi {

    /** Of a body as it comes: a million targets of 1.4 kB, not compressed. */
    private static final long MOST_BYTES = 2L << 30;

    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d+){3}|\\[::1]");

    private static final int EXCERPT = 200;

    private final SourceSpec.Engine spec;
    private final HttpClient client;
    private final String base;

    EngineApi(SourceSpec.Engine spec, HttpClient client) {
        this.spec = spec;
        this.client = client;
        this.base = spec.url().toString().replaceFirst("/+$", "");
    }

    /**
     * Asks, and reads the answer while it arrives. What was made of one that does not end well counts for nothing, whether or not it
     * made sense.
     *
     * @param path from {@code /api} on
     */
    <T> T get(String path, EngineAnswer.Reader<T> reader) throws SourceException, InterruptedException {
        HttpRequest request = request(path);
        try (ArrivingBody body = new ArrivingBody(MOST_BYTES, spec.timeout())) {
            T made = made(send(request, body), body, reader);
            body.finish();
            return made;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Where the body is broken, what does not fit in it is not worth a word. */
    private static <T> T made(HttpResponse<InputStream> response, ArrivingBody body, EngineAnswer.Reader<T> reader)
            throws SourceException, IOException {
        try {
            return reader.read(checked(response));
        } catch (SourceException e) {
            body.check();
            throw e;
        }
    }

    private HttpRequest request(String path) throws SourceException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Encoding", encoding(spec.url()));
        authorization(spec.credentials()).ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    /** An engine works longer at the compression of its answer than at the answer: not for nothing, where no network is between. */
    static String encoding(URI engine) {
        boolean near = THIS_MACHINE.matcher(String.valueOf(engine.getHost())).matches();
        return near ? "identity" : "gzip";
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

    private static EngineAnswer checked(HttpResponse<InputStream> response) throws SourceException {
        String date = response.headers().firstValue("Date").orElse("");
        EngineAnswer answer = new EngineAnswer(response.body(), zipped(response), date);
        if (response.statusCode() != 200) {
            throw new SourceException("answered " + response.statusCode() + excerpt(answer));
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new SourceException("answered with \"" + type + "\" instead of JSON" + excerpt(answer));
        }
        return answer;
    }

    /** Times the wait itself: the JDK's request timeout ends with the headers and would let a body trickle for ever. */
    private HttpResponse<InputStream> send(HttpRequest request, ArrivingBody body)
            throws IOException, SourceException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> response = client.sendAsync(request, head -> body);
        try {
            return response.get(body.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new SourceException("cannot be read: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer");
        } finally {
            response.cancel(true);
        }
    }

    private SourceException unreadable(IOException why) throws InterruptedException {
        if (why instanceof InterruptedIOException) {
            throw new InterruptedException();
        }
        String words = why instanceof HttpTimeoutException
                ? "did not answer within " + spec.timeout().toMillis() + " ms"
                : "cannot be read: " + why;
        return new SourceException(words, why);
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

    private static String excerpt(EngineAnswer answer) {
        try (InputStream in = answer.open(MOST_BYTES)) {
            String text = new String(in.readNBytes(EXCERPT), StandardCharsets.UTF_8);
            return ": " + text.strip().replaceAll("\\s+", " ");
        } catch (IOException e) {
            return "";
        }
    }
}
