package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gateway joins three others and leaves again, while a part of the groups is being pushed through two routers. {@code -Dgroups=3000} says
 * how many there are.
 */
@RealServers({CONSUL, PUSHGATEWAY})
class ScaleIT {

    private static final int GROUPS = Integer.getInteger("groups", 600);
    private static final int ACTIVE = GROUPS / 4;

    private final ConsulServer consul;
    private final List<PushgatewayServer> gateways;

    ScaleIT(Servers servers) {
        this.consul = servers.consul();
        this.gateways = Stream.generate(servers::pushgateway).limit(4).toList();
        gateways.subList(0, 3).forEach(this::register);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void allGroupsAreWithTheirOwnersThirtySecondsLaterAndNoPushIsLost(int replicas) {
        try (RouterUnderTest first = router(replicas);
                RouterUnderTest second = router(replicas)) {
            await().until(() -> first.live() == 3 && second.live() == 3);
            IntStream.range(0, GROUPS - ACTIVE)
                    .forEach(group -> Http.stay(Http.put(first.url(quietPath(group)), "number " + group + "\n")));
            Map<Integer, AtomicInteger> numbers;
            try (NumberedLoad load = NumberedLoad.start(List.of(first.url(), second.url()), "active", ACTIVE, 100)) {
                await().atMost(Duration.ofMinutes(1)).until(() -> areAllPushed(load, replicas));
                Map<String, List<String>> three = owners(first);

                register(gateways.get(3));
                awaitInPlace("a fourth joins", first, second, 4, load);
                Map<String, List<String>> four = owners(first);
                double moved = four.entrySet().stream()
                        .mapToInt(group -> others(group.getValue(), three.getOrDefault(group.getKey(), List.of())))
                        .sum();
                System.out.printf(">>> %.4f of the copies moved to the fourth%n", moved / (replicas * GROUPS));
                assertThat(moved / (replicas * GROUPS))
                        .isCloseTo(1.0 / 4, within(0.02 + 3 * Math.sqrt(0.1875 / GROUPS)));

                deregister(gateways.get(3));
                awaitInPlace("it leaves", first, second, 3, load);
                assertThat(owners(first)).isEqualTo(three);
                numbers = load.stop();
            }
            List<StoredGroups> stored = stored();
            numbers.forEach((group, number) -> assertThat(values(stored, labels("active", group)))
                    .as("active group " + group)
                    .hasSize(replicas)
                    .containsOnly(number.toString()));
            IntStream.range(0, GROUPS - ACTIVE)
                    .forEach(group -> assertThat(values(stored, labels("quiet", group)))
                            .as("quiet group " + group)
                            .hasSize(replicas)
                            .containsOnly(String.valueOf(group)));
        }
    }

    /** How many gateways of a list are not in the other. */
    private static int others(List<String> list, List<String> other) {
        return (int) list.stream().filter(gateway -> !other.contains(gateway)).count();
    }

    private boolean areAllPushed(NumberedLoad load, int replicas) {
        List<StoredGroups> stored = stored();
        return IntStream.range(0, ACTIVE)
                .allMatch(group -> places(stored, load.labels(group)).size() == replicas);
    }

    private RouterUnderTest router(int replicas) {
        return RouterUnderTest.start(RouterUnderTest.consul(
                consul,
                "pgw-router.mode=proxy",
                "pgw-router.replicas=" + replicas,
                "pgw-router.ack=all",
                "pgw-router.reconcile.mode=move",
                "pgw-router.admin.enabled=true"));
    }

    private static String quietPath(int group) {
        return "/metrics/job/quiet/instance/" + group;
    }

    private static Map<String, String> labels(String job, int group) {
        return Map.of("job", job, "instance", String.valueOf(group));
    }

    /** The owners of each group by its path. */
    private static Map<String, List<String>> owners(RouterUnderTest router) {
        Map<String, List<String>> owners = new HashMap<>();
        for (int group = 0; group < GROUPS - ACTIVE; group++) {
            owners.put(quietPath(group), router.owners(quietPath(group)));
        }
        for (int group = 0; group < ACTIVE; group++) {
            String path = "/metrics/job/active/instance/" + group;
            owners.put(path, router.owners(path));
        }
        return owners;
    }

    /** Each group on its owner and nowhere else, and no numbered one older than what was acknowledged before. */
    private void awaitInPlace(String what, RouterUnderTest first, RouterUnderTest second, int size, NumberedLoad load) {
        long began = System.nanoTime();
        await().atMost(Duration.ofSeconds(10)).until(() -> first.live() == size && second.live() == size);
        Map<String, List<String>> owners = owners(first);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertInPlace(owners, load));
        System.out.printf(
                ">>> %s: %d groups with their owners after %d ms%n",
                what, GROUPS, (System.nanoTime() - began) / 1_000_000);
    }

    private void assertInPlace(Map<String, List<String>> owners, NumberedLoad load) {
        List<StoredGroups> stored = stored();
        for (int group = 0; group < GROUPS - ACTIVE; group++) {
            assertThat(places(stored, labels("quiet", group)))
                    .containsExactlyInAnyOrderElementsOf(owners.get(quietPath(group)));
        }
        for (int group = 0; group < ACTIVE; group++) {
            assertThat(places(stored, load.labels(group)))
                    .containsExactlyInAnyOrderElementsOf(owners.get(load.path(group)));
        }
    }

    private List<StoredGroups> stored() {
        return gateways.stream().map(gateway -> StoredGroups.of(gateway.url())).toList();
    }

    private List<String> places(List<StoredGroups> stored, Map<String, String> labels) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).has(labels)) {
                places.add(gateways.get(i).address());
            }
        }
        return places;
    }

    private static List<String> values(List<StoredGroups> stored, Map<String, String> labels) {
        return stored.stream()
                .filter(gateway -> gateway.has(labels))
                .map(gateway -> gateway.families(labels).getOrDefault("number", "none"))
                .toList();
    }

    private void register(PushgatewayServer gateway) {
        String service = """
                {"Name": "pushgateway", "ID": "%s", "Address": "127.0.0.1", "Port": %d,
                 "Check": {"HTTP": "%s/-/ready", "Interval": "1s", "Status": "passing"}}
                """.formatted(gateway.address(), gateway.port(), gateway.url());
        put("/v1/agent/service/register", service);
    }

    private void deregister(PushgatewayServer gateway) {
        put("/v1/agent/service/deregister/" + gateway.address(), "");
    }

    private void put(String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(consul.url() + path)).PUT(BodyPublishers.ofString(body));
        assertThat(Http.stay(request).statusCode()).isEqualTo(200);
    }
}
