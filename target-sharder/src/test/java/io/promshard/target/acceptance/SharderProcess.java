package io.promshard.target.acceptance;

import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.Ports;
import io.promshard.target.TargetSharderApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A target-sharder in a process of its own, that can be killed. */
final class SharderProcess implements AutoCloseable {

    private final Process process;
    private final URI url;

    private SharderProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Returns when it answers. Properties are of the form {@code name=value}. */
    static SharderProcess start(Path groups, Path log, String... properties) throws IOException {
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TargetSharderApplication.class.getName(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.cloud.consul.discovery.ip-address=127.0.0.1",
                "--target-sharder.config-file=" + groups));
        for (String property : properties) {
            command.add("--" + property);
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        SharderProcess sharder = new SharderProcess(process, URI.create("http://127.0.0.1:" + port));
        await().atMost(Duration.ofMinutes(2)).until(() -> sharder.get("/-/healthy") == 200);
        return sharder;
    }

    /** The status of the answer, 0 if there is none. */
    private int get(String path) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether it says that it decides. */
    boolean leads() {
        return Http.get(url.resolve("/actuator/prometheus"))
                .lines()
                .anyMatch(line -> line.startsWith("target_sharder_leader") && line.endsWith(" 1.0"));
    }

    /** What the API answers. */
    JsonNode data(String path) {
        return JsonMapper.shared().readTree(Http.get(url.resolve(path))).path("data");
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: it stands still in the midst of whatever it does. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
