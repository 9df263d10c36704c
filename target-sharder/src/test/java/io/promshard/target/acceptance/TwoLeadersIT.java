package io.promshard.target.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Consul stands still, or knows only one side, or a leader does not know that it is none any more: real collectors read on. */
@RealServers
class TwoLeadersIT {

    private static final int TARGETS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private SmallGroup group;

    @BeforeEach
    void writeTargets() throws IOException {
        group = new SmallGroup(directory);
        group.targets(TARGETS);
    }

    @Test
    void nobodyDecidesWhileConsulStandsStillAndOneGoesOnAfterwards(Servers servers) throws Exception {
        ConsulServer consul = servers.consul();
        List<PrometheusServer> collectors = collectors(servers, consul);
        try (SharderProcess first = start("first", consul)) {
            awaitPlaced(TARGETS);
            try (SharderProcess second = start("second", consul);
                    SteadyWatch watch = SteadyWatch.over(group)) {
                consul.pause();
                awaitStaying(() -> !first.leads() && !second.leads());
                group.targets(TARGETS + 1);
                awaitStaying(() -> group.placed().size() == TARGETS);
                consul.resume();

                awaitPlaced(TARGETS + 1);
                await().atMost(PATIENCE).until(() -> first.leads() != second.leads());
                watch.assertNothingMoved();
                assertReadWithoutError(collectors);
            }
        }
    }

    @Test
    void aLeaderThatStoodStillPastItsSessionMovesNothing(Servers servers) throws Exception {
        ConsulServer consul = servers.consul();
        List<PrometheusServer> collectors = collectors(servers, consul);
        try (SharderProcess first = start("first", consul)) {
            awaitPlaced(TARGETS);
            try (SharderProcess second = start("second", consul);
                    SteadyWatch watch = SteadyWatch.over(group)) {
                group.targets(TARGETS + 1);
                first.pause();
                await().atMost(PATIENCE).until(second::leads);
                group.targets(TARGETS + 2);
                awaitPlaced(TARGETS + 2);
                consul.pause();
                first.resume();
                awaitStaying(() -> !first.leads());
                consul.resume();

                group.targets(TARGETS + 3);
                awaitPlaced(TARGETS + 3);
                await().atMost(PATIENCE).until(() -> first.leads() != second.leads());
                watch.assertNothingMoved();
                assertReadWithoutError(collectors);
            }
        }
    }

    /** Each has a Consul of its own, of which neither knows the other: both write the same files. */
    @Test
    void twoThatLeadAtOnceDecideTheSame(Servers servers) throws Exception {
        ConsulServer consul = servers.consul();
        ConsulServer other = servers.consul();
        List<PrometheusServer> collectors = collectors(servers, consul, other);
        try (SharderProcess first = start("first", consul)) {
            awaitPlaced(TARGETS);
            try (SharderProcess second = start("second", other);
                    SteadyWatch watch = SteadyWatch.over(group)) {
                await().atMost(PATIENCE).until(() -> first.leads() && second.leads() && isSettled(second, TARGETS));
                for (int more = 1; more <= 30; more++) {
                    group.targets(TARGETS + more);
                    awaitPlaced(TARGETS + more);
                }
                await().atMost(PATIENCE).until(() -> isSettled(first, TARGETS + 30) && isSettled(second, TARGETS + 30));
                assertThat(assignments(second)).isEqualTo(assignments(first));

                other.pause();
                await().atMost(PATIENCE).until(() -> !second.leads());
                group.targets(TARGETS + 40);
                awaitPlaced(TARGETS + 40);
                await().atMost(PATIENCE).until(first::leads);
                other.resume();
                await().atMost(PATIENCE).until(() -> second.leads() && isSettled(second, TARGETS + 40));

                assertThat(assignments(second)).isEqualTo(assignments(first));
                watch.assertNothingMoved();
                assertReadWithoutError(collectors);
            }
        }
    }

    private List<PrometheusServer> collectors(Servers servers, ConsulServer... consuls) {
        Collectors collectors = new Collectors(servers, group.published(), consuls);
        collectors.start("5s");
        collectors.start("5s");
        return collectors.all();
    }

    private SharderProcess start(String name, ConsulServer consul) throws IOException {
        return SharderProcess.start(
                group.configuration(),
                directory.resolve(name + ".log"),
                "promshard.consul.enabled=true",
                "promshard.consul.port=" + consul.port());
    }

    private void awaitPlaced(int targets) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> group.placed().size() == targets);
    }

    /** So for longer than the lease of a leader that does not hear that it is over. */
    private static void awaitStaying(Callable<Boolean> condition) {
        await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(condition);
    }

    private static boolean isSettled(SharderProcess sharder, int targets) {
        return assignments(sharder).size() == targets;
    }

    private static JsonNode assignments(SharderProcess sharder) {
        return sharder.data("/api/v1/groups/small/assignments?limit=10000").path("assignments");
    }

    private static void assertReadWithoutError(List<PrometheusServer> collectors) {
        assertThat(collectors).allSatisfy(collector -> {
            String metrics = Http.get(URI.create(collector.url() + "/metrics"));
            assertThat(metrics).containsPattern("(?m)^prometheus_sd_file_read_errors_total 0$");
        });
    }
}
