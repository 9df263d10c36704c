package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gateway is killed with the groups in its file, and returns with them when they are old: {@code -Doutage=30s} says how much later, a few
 * seconds if it is not given.
 */
@RealServers(PUSHGATEWAY)
class GatewayReturnsIT {

    private static final int GROUPS = 300;
    private static final Duration OUTAGE = Duration.parse("PT" + System.getProperty("outage", "4s"));

    private final Gateways gateways;

    GatewayReturnsIT(Servers servers) {
        this.gateways = new Gateways(Stream.generate(() -> servers.pushgateway(Start.PLAIN.keepingState()))
                .limit(3)
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "move"})
    void tenSecondsLaterNoGroupIsTwiceNoneIsLostAndNoneThatWasDeletedIsBack(String mode) {
        try (RouterUnderTest router = RouterUnderTest.start(
                gateways.properties("pgw-router.mode=proxy", "pgw-router.reconcile.mode=" + mode))) {
            Map<Integer, Integer> expected = new HashMap<>();
            push(router, expected, 1, IntStream.range(0, GROUPS));
            assertThat(shown(router)).hasSize(GROUPS);
            PushgatewayServer returning = gateways.servers().get(1);
            Gateways.awaitWritten(returning);
            returning.kill9();
            await().until(() -> router.live() == 2);
            push(router, expected, 2, IntStream.range(0, GROUPS).filter(group -> group % 3 == 0));
            Set<Integer> deleted =
                    delete(router, expected, IntStream.range(0, GROUPS).filter(group -> group % 7 == 1));
            awaitShown(router, GROUPS - deleted.size());
            long back = System.nanoTime() + OUTAGE.toNanos();
            await().atMost(OUTAGE.plusSeconds(5)).until(() -> System.nanoTime() >= back);

            returning.restart();
            long began = System.nanoTime();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertInOrder(expected, deleted));
            System.out.printf(
                    ">>> killed for %s and back, %s: %d groups in order %d ms after the return%n",
                    OUTAGE, mode, expected.size(), (System.nanoTime() - began) / 1_000_000);
            await().atMost(Duration.ofSeconds(10)).until(() -> router.live() == 3);
            assertInOrder(expected, deleted);
            awaitShown(router, GROUPS - deleted.size());
        }
    }

    /** A gateway answers that it has accepted a deletion, and carries it out then. */
    private static void awaitShown(RouterUnderTest router, int groups) {
        await().untilAsserted(() -> assertThat(shown(router)).hasSize(groups));
    }

    /** The series of the groups in the merged view, which has those of the dead gateway too. */
    private static List<String> shown(RouterUnderTest router) {
        return Http.get(router.url("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith("value{"))
                .toList();
    }

    private static void push(RouterUnderTest router, Map<Integer, Integer> expected, int value, IntStream groups) {
        groups.forEach(group -> {
            assertThat(Http.stay(Http.put(router.url(path(group)), "value " + value + "\n"))
                            .statusCode())
                    .isEqualTo(200);
            expected.put(group, value);
        });
    }

    private static Set<Integer> delete(RouterUnderTest router, Map<Integer, Integer> expected, IntStream groups) {
        Set<Integer> deleted = new HashSet<>();
        groups.forEach(group -> {
            assertThat(Http.stay(Http.delete(router.url(path(group)))).statusCode())
                    .isEqualTo(202);
            expected.remove(group);
            deleted.add(group);
        });
        return deleted;
    }

    private static String path(int group) {
        return "/metrics/job/returns/instance/" + group;
    }

    private void assertInOrder(Map<Integer, Integer> expected, Set<Integer> deleted) {
        List<StoredGroups> stored = gateways.stored();
        for (int group = 0; group < GROUPS; group++) {
            Map<String, String> labels = Map.of("job", "returns", "instance", String.valueOf(group));
            List<String> values = stored.stream()
                    .filter(gateway -> gateway.has(labels))
                    .map(gateway -> gateway.families(labels).getOrDefault("value", "none"))
                    .toList();
            if (deleted.contains(group)) {
                assertThat(values).as("deleted group " + group).isEmpty();
            } else {
                assertThat(values).as("group " + group).containsExactly(String.valueOf(expected.get(group)));
            }
        }
    }
}
