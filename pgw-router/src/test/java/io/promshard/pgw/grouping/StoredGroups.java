package io.promshard.pgw.grouping;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The groups that a Pushgateway on this machine stores, by their labels. Good for groups of empty pushes: metrics of
 * some names would hide the labels in the JSON.
 */
final class StoredGroups {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    StoredGroups(int port) {
        this.port = port;
    }

    /** Returns once none is left. */
    void wipe() {
        send("PUT", "/api/v1/admin/wipe");
        await().pollInterval(POLL).until(() -> labels().isEmpty());
    }

    /** Pushes are stored in their order, so all earlier ones are there once this one is. */
    void awaitGroup(Map<String, String> labels) {
        await().pollInterval(POLL).until(() -> labels().contains(labels));
    }

    /** The labels of each group, invalid UTF-8 in them replaced, so some may be alike. */
    List<Map<String, String>> labels() {
        List<Map<String, String>> groups = new ArrayList<>();
        JsonMapper json = JsonMapper.shared();
        for (JsonNode group : json.readTree(send("GET", "/api/v1/metrics")).path("data")) {
            groups.add(json.treeToValue(group.path("labels"), LABELS));
        }
        return groups;
    }

    private String send(String method, String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .method(method, BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
