package io.promshard.target.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.servers.PrometheusServer;
import io.promshard.target.render.RenderCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prometheus servers as engines. */
final class Engines {

    private Engines() {}

    /** The configuration of the engine for that {@code prometheus.yml}. */
    static String render(Path folder, String yaml) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), yaml);
        int status = RenderCommand.run(List.of(
                "--config=" + config,
                "--group=g",
                "--out=" + folder.resolve("out"),
                "--service=prometheus",
                "--http=http://127.0.0.1:9098"));
        assertThat(status).isZero();
        return Files.readString(folder.resolve("out/engine.yml"));
    }

    /** The value of a series that the server has of itself; -1 if it has not got it. */
    static double own(PrometheusServer server, String series) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/metrics"))
                    .build();
            return client.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(series + ' '))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
