package io.promshard.shard.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Prometheus with its configuration, which a test may change while it runs. */
public final class PrometheusServer extends Server {

    private final Path configuration;

    PrometheusServer(Launch launch) {
        super(launch);
        this.configuration = launch.directory().resolve("prometheus.yml");
    }

    static List<String> arguments(Start start, int port, String directory) {
        List<String> arguments = new ArrayList<>(List.of(
                "--config.file=" + directory + "/prometheus.yml",
                "--storage.tsdb.path=" + directory + "/data",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-lifecycle"));
        arguments.addAll(start.args());
        return arguments;
    }

    void write(String yaml) {
        try {
            Files.writeString(configuration, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces the configuration and has it read.
     *
     * @throws IllegalStateException if Prometheus refuses it
     */
    public void reconfigure(String yaml) {
        write(yaml);
        try {
            HttpResponse<String> answer = send(request("/-/reload").POST(BodyPublishers.noBody()));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("reload answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
