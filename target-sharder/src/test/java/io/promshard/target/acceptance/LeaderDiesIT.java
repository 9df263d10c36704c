package io.promshard.target.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sharders of which the one that decides is killed: the other goes on where it was. */
@RealServers
class LeaderDiesIT {

    private static final int TARGETS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void theNextOneActsWithinTenSecondsAndMovesNothing(Servers servers, @TempDir Path directory)
            throws IOException, InterruptedException {
        ConsulServer consul = servers.consul();
        SmallGroup group = new SmallGroup(directory);
        Collectors collectors = new Collectors(servers, group.published(), consul);
        collectors.start("5s");
        collectors.start("5s");
        group.targets(TARGETS);
        String[] properties = {"promshard.consul.enabled=true", "promshard.consul.port=" + consul.port()};
        Path groups = group.configuration();
        try (SharderProcess first = SharderProcess.start(groups, directory.resolve("first.log"), properties)) {
            await().atMost(PATIENCE).until(() -> group.placed().size() == TARGETS);
            await().atMost(PATIENCE).until(first::leads);
            try (SharderProcess second = SharderProcess.start(groups, directory.resolve("second.log"), properties)) {
                Map<String, String> before = group.placed();
                assertThat(second.leads()).isFalse();

                first.kill();
                long killed = System.nanoTime();
                group.targets(TARGETS + 1);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> group.placed().size() == TARGETS + 1);
                Duration acted = Duration.ofNanos(System.nanoTime() - killed);

                System.out.println(">>> the leader was killed, the next one acted after " + acted.toMillis() + " ms");
                assertThat(group.placed()).containsAllEntriesOf(before);
                assertThat(acted).isLessThanOrEqualTo(Duration.ofSeconds(10));
            }
        }
    }
}
