package io.promshard.target.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two sharders of which the one that decides is killed: the other goes on where it was. */
@RealServers
class LeaderDiesIT {

    private static final int TARGETS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void theNextOneActsWithinTenSecondsAndMovesNothing(Servers servers, @TempDir Path directory)
            throws IOException, InterruptedException {
        ConsulServer consul = servers.consul();
        Collectors collectors = new Collectors(servers, consul, directory.resolve("sd"));
        collectors.start("5s");
        collectors.start("5s");
        write(directory, TARGETS);
        String[] properties = {"promshard.consul.enabled=true", "promshard.consul.port=" + consul.port()};
        Path groups = groups(directory);
        try (SharderProcess first = SharderProcess.start(groups, directory.resolve("first.log"), properties)) {
            await().atMost(PATIENCE).until(() -> placed(directory).size() == TARGETS);
            assertThat(first.leads()).isTrue();
            try (SharderProcess second = SharderProcess.start(groups, directory.resolve("second.log"), properties)) {
                Map<String, String> before = placed(directory);
                assertThat(second.leads()).isFalse();

                first.kill();
                long killed = System.nanoTime();
                write(directory, TARGETS + 1);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> placed(directory).size() == TARGETS + 1);
                Duration acted = Duration.ofNanos(System.nanoTime() - killed);

                System.out.println(">>> the leader was killed, the next one acted after " + acted.toMillis() + " ms");
                assertThat(placed(directory)).containsAllEntriesOf(before);
                assertThat(acted).isLessThanOrEqualTo(Duration.ofSeconds(10));
            }
        }
    }

    private static void write(Path directory, int count) throws IOException {
        String text = IntStream.range(0, count)
                .mapToObj(i -> "\"127.1.%d.%d:9\"".formatted(i / 250, 1 + i % 250))
                .collect(java.util.stream.Collectors.joining(", ", "[{\"targets\": [", "]}]"));
        Path staged = Files.writeString(directory.resolve("targets.tmp"), text);
        Files.move(staged, directory.resolve("targets.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path groups(Path directory) throws IOException {
        return Files.writeString(directory.resolve("groups.yml"), """
                groups:
                  small:
                    collectors: {service: collectors, least: 2, settle: 2s}
                    delivery: {files: "%1$s/sd/{collector}/{job}.json", staging: "%1$s/staging"}
                    jobs:
                      - name: small
                        sources: [{files: "%1$s/targets.json"}]
                """.formatted(directory));
    }

    /** The collector of each target, by the files. */
    private static Map<String, String> placed(Path directory) throws IOException {
        Map<String, String> placed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("sd"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                for (JsonNode group : JsonMapper.shared().readTree(Files.readString(file))) {
                    for (JsonNode target : group.path("targets")) {
                        placed.put(
                                target.asString(),
                                file.subpath(file.getNameCount() - 2, file.getNameCount() - 1)
                                        .toString());
                    }
                }
            }
        }
        return placed;
    }
}
