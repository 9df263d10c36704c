package io.promshard.target.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A thousand targets on three collectors, of which one is joined, one drained, one killed: who scraped what, and when. */
@RealServers
class MovesIT {

    private static final int TARGETS = 1000;
    private static final long INTERVAL = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SmallTargets targets = new SmallTargets(TARGETS);

    @Test
    void noTargetIsLostFromSightWhenCollectorsJoinAndDrainAndDie(Servers servers, @TempDir Path directory)
            throws IOException, InterruptedException {
        ConsulServer consul = servers.consul();
        Collectors collectors = new Collectors(servers, directory.resolve("sd"), consul);
        List.of(1, 2, 3).forEach(n -> collectors.start("5s"));
        Files.writeString(directory.resolve("targets.json"), targets.groups());
        try (SharderUnderTest sharder = SharderUnderTest.start(
                groups(directory), "promshard.consul.enabled=true", "promshard.consul.port=" + consul.port())) {
            await().atMost(PATIENCE).until(() -> isSpread(collectors.all()));
            long spread = afterAFullInterval();

            collectors.start("5s");
            await().atMost(PATIENCE).until(() -> isSettled(sharder) && isSpread(collectors.all()));
            Phase joined = new Phase("a fourth joins", targets, spread, afterAFullInterval());

            PrometheusServer drained = collectors.all().getFirst();
            sharder.post("/api/v1/groups/small/drain?collector=127.0.0.1:" + drained.port());
            await().atMost(PATIENCE).until(() -> isSettled(sharder) && isEmpty(sharder, drained));
            Phase drain = new Phase("one drains", targets, joined.end(), afterAFullInterval());

            PrometheusServer dies = collectors.all().get(1);
            dies.kill9();
            long killed = System.currentTimeMillis();
            await().atMost(PATIENCE).until(() -> isCritical(consul, dies));
            long detected = System.currentTimeMillis() - killed;
            List<PrometheusServer> left = collectors.all().subList(2, 4);
            await().atMost(PATIENCE).until(() -> isSpread(left));
            Phase death = new Phase("one dies", targets, killed, afterAFullInterval());

            dies.restart();
            await().atMost(PATIENCE)
                    .until(() -> isSettled(sharder) && isSpread(collectors.all().subList(1, 4)));
            Phase returned = new Phase("it returns", targets, death.end(), afterAFullInterval());

            report(joined, 250);
            report(drain, 250);
            report(death, 333);
            System.out.printf(
                    Locale.ROOT,
                    ">>> detected after %d ms, all scraped by others after %d ms%n",
                    detected,
                    death.lastScrapedAfter());
            report(returned, 333);
            assertThat(joined.largestDistance()).isLessThanOrEqualTo(INTERVAL * 105 / 100);
            assertThat(drain.largestDistance()).isLessThanOrEqualTo(INTERVAL * 105 / 100);
            assertThat(returned.largestDistance()).isLessThanOrEqualTo(INTERVAL * 105 / 100);
            // Prometheus brings what it has read to its scrapers within 5 s, and scrapes within an interval from then.
            assertThat(death.lastScrapedAfter()).isLessThanOrEqualTo(detected + 5_000 + INTERVAL * 13 / 10);
            // The scrape before the death was up to an interval before it.
            assertThat(death.largestDistance()).isLessThanOrEqualTo(detected + 5_000 + INTERVAL * 23 / 10);
            assertThat(holes(collectors.all(), joined.begin(), drain.end())).isEmpty();
        }
    }

    private static Path groups(Path directory) throws IOException {
        return Files.writeString(directory.resolve("groups.yml"), """
                groups:
                  small:
                    collectors: {service: collectors, least: 3, settle: 2s, fail-grace: 0s}
                    handover: {interval: 5s}
                    delivery: {files: "%1$s/sd/{collector}/{job}.json", staging: "%1$s/staging"}
                    jobs:
                      - name: small
                        sources: [{files: "%1$s/targets.json"}]
                """.formatted(directory));
    }

    private static boolean isSpread(List<PrometheusServer> collectors) {
        return collectors.stream().mapToInt(Collectors::up).sum() == TARGETS
                && collectors.stream().allMatch(collector -> Collectors.up(collector) > 0);
    }

    private static boolean isSettled(SharderUnderTest sharder) throws IOException, InterruptedException {
        return sharder.get("/api/v1/moves?group=small")
                .path("data")
                .path("open")
                .isEmpty();
    }

    private static boolean isEmpty(SharderUnderTest sharder, PrometheusServer collector)
            throws IOException, InterruptedException {
        for (JsonNode each : sharder.get("/api/v1/groups/small").path("data").path("collectors")) {
            if (each.path("id").asString().endsWith(":" + collector.port())) {
                return each.path("targets").asInt() == 0;
            }
        }
        return false;
    }

    private static boolean isCritical(ConsulServer consul, PrometheusServer collector) {
        for (JsonNode check : JsonMapper.shared().readTree(consul.get("/v1/health/checks/collectors"))) {
            if (check.path("ServiceID").asString().equals("c" + collector.port())) {
                return check.path("Status").asString().equals("critical");
            }
        }
        return false;
    }

    private static long afterAFullInterval() throws InterruptedException {
        long now = System.currentTimeMillis();
        await().pollDelay(Duration.ofMillis(2 * INTERVAL))
                .atMost(Duration.ofMillis(3 * INTERVAL))
                .until(() -> true);
        return now + INTERVAL;
    }

    private static void report(Phase phase, int moved) {
        System.out.printf(
                Locale.ROOT,
                ">>> %s: the largest distance of two scrapes %d ms, %.2f extra scrapes a moved target%n",
                phase.name(),
                phase.largestDistance(),
                phase.extraScrapes(INTERVAL) / moved);
    }

    /** Targets that at some second no collector has a value for. */
    private static Set<String> holes(List<PrometheusServer> collectors, long begin, long end) {
        int seconds = (int) (end / 1000 - begin / 1000);
        boolean[][] seen = new boolean[TARGETS][seconds + 1];
        for (PrometheusServer collector : collectors) {
            JsonNode series = Collectors.query(
                    collector, "/api/v1/query_range?query=up&step=1&start=" + begin / 1000 + "&end=" + end / 1000);
            for (JsonNode each : series) {
                int target = Integer.parseInt(
                        each.path("metric").path("instance").asString().substring(1));
                each.path("values")
                        .forEach(value -> seen[target][(int) (value.path(0).asLong() - begin / 1000)] = true);
            }
        }
        Set<String> holes = new HashSet<>();
        for (int target = 0; target < TARGETS; target++) {
            for (int second = 0; second < seconds; second++) {
                if (!seen[target][second]) {
                    holes.add("t" + target + " at " + second + " s");
                }
            }
        }
        return holes;
    }
}
