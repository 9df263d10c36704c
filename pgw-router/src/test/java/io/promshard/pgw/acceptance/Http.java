package io.promshard.pgw.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests of tests that are no push of a client under test. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient FOLLOWING = client(Redirect.NORMAL);
    private static final HttpClient STAYING = client(Redirect.NEVER);

    private Http() {}

    private static HttpClient client(Redirect redirect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirect)
                .connectTimeout(TIMEOUT)
                .build();
    }

    static HttpResponse<String> get(URI uri) {
        return stay(HttpRequest.newBuilder(uri));
    }

    static HttpRequest.Builder put(URI uri, String body) {
        return HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder delete(URI uri) {
        return HttpRequest.newBuilder(uri).DELETE();
    }

    /** Follows a redirect, as {@link HttpResponse#previousResponse()} of the answer tells. */
    static HttpResponse<String> follow(HttpRequest.Builder request) {
        return send(FOLLOWING, request);
    }

    static HttpResponse<String> stay(HttpRequest.Builder request) {
        return send(STAYING, request);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        HttpRequest built = request.timeout(TIMEOUT).build();
        try {
            return client.send(built, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(built.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
