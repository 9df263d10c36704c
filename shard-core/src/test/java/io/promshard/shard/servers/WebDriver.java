package io.promshard.shard.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands to a ChromeDriver, and its answers.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
record WebDriver(URI url) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Gives a command.
     *
     * @param parameters an object; none for a GET
     * @return the value of the answer
     */
    JsonNode post(String path, Object parameters) {
        return send(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(parameters))));
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8");
    }

    private static JsonNode send(HttpRequest.Builder request) {
        HttpRequest command = request.build();
        try {
            HttpResponse<String> answer = CLIENT.send(command, BodyHandlers.ofString());
            JsonNode value = JSON.readTree(answer.body()).path("value");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        command + ": " + value.path("error").asString("") + ": "
                                + value.path("message").asString(""));
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(command.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
