package io.promshard.target.publish.files;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.target.publish.Encodings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher is killed again and again while a Prometheus and a reader of our own look at its files. */
@RealServers(ServerKind.PROMETHEUS)
class KilledPublisherIT {

    private static final int KILLS = 8;
    private static final int TIMES = 1000;

    @TempDir
    private Path temp;

    private final Random random = new Random(42);
    private final HttpClient http = HttpClient.newHttpClient();
    private Path root;
    private PrometheusServer prometheus;

    @BeforeEach
    void start(Servers servers) throws IOException {
        root = Files.createDirectory(temp.resolve("sd"));
        Files.createDirectory(root.resolve("c"));
        prometheus = servers.prometheus("""
                global: {scrape_interval: 1h}
                scrape_configs:
                  - job_name: killed
                    file_sd_configs: [{files: ['%s/c/*.json']}]
                """.formatted(root));
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void noHalfFileIsEverThere() throws Exception {
        try (SteadyReader reader = new SteadyReader(root.resolve("c")).start()) {
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(1 + random.nextInt(TIMES / 10));
            }
            Process last = begin(TIMES);
            assertThat(last.waitFor()).isZero();
            reader.assertAllWhole();
            assertThat(reader.reads()).isGreaterThan(1000);
            System.err.println(">>> killed " + KILLS + " times, published " + TIMES + " times, files read "
                    + reader.reads() + " times by us and " + metric("prometheus_sd_file_scan_duration_seconds_count")
                    + " times by Prometheus");
        }
        assertThat(metric("prometheus_sd_file_read_errors_total")).isZero();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> metric("prometheus_target_scrape_pool_targets{scrape_job=\"killed\"}") == lastTargets());
    }

    /** After a start its publisher finds the files as the killed one left them, whole, and goes on. */
    @Test
    void itsSuccessorGoesOnFromWhatIsThere() throws Exception {
        killAfter(20);

        FileSdPublisher successor =
                new FileSdPublisher(PublishForever.open(root), new Encodings(), ChangeListener.NONE);
        successor.publish(publication("g", 1, "c", "j", targets("j", 7), "c", "k", targets("k", 9)));

        assertThat(successor.failed()).isZero();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> metric("prometheus_target_scrape_pool_targets{scrape_job=\"killed\"}") == 9);
    }

    private void killAfter(int publications) throws Exception {
        Process process = begin(1_000_000);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .failFast("the publisher has ended, see " + temp.resolve("log"), () -> !process.isAlive())
                .until(() -> progress() >= publications);
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private Process begin(int times) throws IOException {
        Path progress = Files.writeString(temp.resolve("progress"), "0");
        return OtherJvm.start(
                "exec \"$@\"",
                PublishForever.class,
                temp.resolve("log"),
                root.toString(),
                String.valueOf(times),
                progress.toString());
    }

    private int progress() throws IOException {
        String text = Files.readString(temp.resolve("progress"));
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /** Both files have the same targets, the shorter one fewer, and Prometheus scrapes each once. */
    private long lastTargets() throws IOException {
        return Math.max(targetsIn("j.json"), targetsIn("k.json"));
    }

    private long targetsIn(String file) throws IOException {
        try (Stream<String> lines = Files.lines(root.resolve("c").resolve(file))) {
            return lines.filter(line -> line.contains("targets")).count();
        }
    }

    private double metric(String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(prometheus.url() + "/metrics"))
                .build();
        return http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }
}
