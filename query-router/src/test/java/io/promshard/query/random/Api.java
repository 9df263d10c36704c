package io.promshard.query.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query API of one server. Thread-safe. */
final class Api {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;

    Api(URI server) {
        this.server = server;
    }

    /** The answer's body. */
    JsonNode ask(Request request) {
        try {
            return JSON.readTree(send(request, Duration.ofMinutes(2)).body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        }
    }

    /** What the router tells of the query, which it carries out as well. */
    JsonNode explain(Request request) {
        Map<String, String> params = new LinkedHashMap<>(request.params());
        params.put("run", "true");
        try {
            return JSON.readTree(
                    send("/api/v1/query_explain", params, Duration.ofMinutes(2)).body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        }
    }

    /**
     * The whole answer.
     *
     * @throws IOException if there is none within the timeout, or it ends before its end
     */
    HttpResponse<String> send(Request request, Duration timeout) throws IOException {
        return send(request.path(), request.params(), timeout);
    }

    private HttpResponse<String> send(String path, Map<String, String> params, Duration timeout) throws IOException {
        String form = params.entrySet().stream()
                .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest post = HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(timeout)
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return CLIENT.send(post, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
