package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two gateways have each group, and one of three is killed. */
@RealServers(PUSHGATEWAY)
class TwoCopiesIT {

    private static final int QUIET = 60;
    private static final int ACTIVE = 40;

    private final Servers servers;

    TwoCopiesIT(Servers servers) {
        this.servers = servers;
    }

    private static RouterUnderTest router(Gateways gateways, String mode, String ack) {
        return RouterUnderTest.start(gateways.properties(
                "pgw-router.replicas=2",
                "pgw-router.ack=" + ack,
                "pgw-router.reconcile.mode=" + mode,
                "pgw-router.reconcile.quiet-after=2s",
                "pgw-router.probe.timeout=5s",
                "pgw-router.read.cache=0s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "all"})
    void noScrapeMissesAnythingWhenAGatewayIsKilledAndComesBackEmpty(String ack) {
        Gateways gateways = Gateways.three(servers);
        PushgatewayServer victim = gateways.servers().get(1);
        try (RouterUnderTest router = router(gateways, "move", ack)) {
            IntStream.range(0, QUIET).forEach(group -> put(router, quiet(group), "number " + group + "\n"));
            List<String> faults;
            int scrapes;
            try (NumberedLoad load = NumberedLoad.start(List.of(router.url()), "active", ACTIVE, 50);
                    WatchedView view = WatchedView.of(router, () -> ack.equals("all") ? series(load) : Map.of())) {
                await().until(() -> load.acknowledged().size() == ACTIVE);
                awaitScrapes(view, 5);

                victim.kill9();

                await().atMost(Duration.ofSeconds(10)).until(() -> router.live() == 2);
                awaitScrapes(view, 20);
                assertAnotherRouterShowsAll(gateways);
                victim.restart();
                await().atMost(Duration.ofMinutes(1)).until(() -> router.live() == 3);
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertInPlace(router, gateways));
                awaitScrapes(view, 5);
                Map<Integer, AtomicInteger> last = load.stop();
                faults = view.faults();
                assertThat(faults).isEmpty();
                scrapes = view.scrapes();
                assertThat(shown(router)).containsAllEntriesOf(series(last));
            }
            System.out.printf(
                    ">>> two copies, ack %s: killed and back without its groups, %d scrapes, %d faults%n",
                    ack, scrapes, faults.size());
        }
    }

    /** It never saw the gateway that is dead. */
    private static void assertAnotherRouterShowsAll(Gateways gateways) {
        try (RouterUnderTest other = router(gateways, "off", "all")) {
            assertThat(shown(other)).hasSize(QUIET + ACTIVE);
        }
    }

    /** The POST of one family must not cost another, which the gateway that takes the place of the dead one never got. */
    @Test
    void aGroupThatIsAddedToKeepsAllItsFamilies() {
        Gateways gateways = Gateways.three(servers);
        try (RouterUnderTest router = router(gateways, "move", "all")) {
            String path = "/metrics/job/added";
            put(router, path, "# TYPE base gauge\nbase 1\n");
            PushgatewayServer victim =
                    gateways.at("http://" + router.owners(path).get(1));
            AtomicInteger number = new AtomicInteger();
            try (WatchedView view = WatchedView.of(router, Map::of)) {
                post(router, path, number);
                awaitScrapes(view, 3);

                victim.kill9();

                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(200))
                        .untilAsserted(() -> {
                            post(router, path, number);
                            assertThat(router.owners(path)).hasSize(2).doesNotContain(victim.address());
                            assertThat(router.owners(path))
                                    .allSatisfy(owner -> assertThat(StoredGroups.of(gateways.at("http://" + owner)
                                                            .url())
                                                    .families(Map.of("job", "added")))
                                            .containsEntry("base", "1")
                                            .containsKey("added"));
                        });
                awaitScrapes(view, 3);
                assertThat(view.faults()).isEmpty();
            }
            assertThat(router.metric("pgw_router_reconcile_actions_total")).isPositive();
        }
    }

    private static void post(RouterUnderTest router, String path, AtomicInteger number) {
        HttpRequest.Builder push = HttpRequest.newBuilder(router.url(path))
                .POST(BodyPublishers.ofString("# TYPE added gauge\nadded " + number.incrementAndGet() + "\n"));
        assertThat(Http.stay(push).statusCode()).isEqualTo(200);
    }

    /** Deleted at once, before the router has found out, and a while later. */
    @Test
    void whatIsDeletedWhileAnOwnerIsDeadIsNowhereWhenItIsBack() {
        Gateways gateways = new Gateways(Stream.generate(() -> servers.pushgateway(Start.PLAIN.keepingState()))
                .limit(3)
                .toList());
        PushgatewayServer victim = gateways.servers().get(1);
        try (RouterUnderTest router = router(gateways, "move", "all")) {
            IntStream.range(0, QUIET).forEach(group -> put(router, quiet(group), "number " + group + "\n"));
            Gateways.awaitWritten(victim);

            victim.kill9();
            IntStream.range(0, 10).forEach(group -> delete(router, quiet(group)));
            await().until(() -> router.live() == 2);
            IntStream.range(10, 20).forEach(group -> delete(router, quiet(group)));
            assertThat(shown(router)).hasSize(QUIET - 20);
            victim.restart();

            await().atMost(Duration.ofMinutes(1)).until(() -> router.live() == 3);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertDeleted(router, gateways, 20));
            assertThat(shown(router)).hasSize(QUIET - 20);
        }
    }

    /** With one copy there is what was seen last, for as long as that may be shown. */
    @Test
    void ofOneCopyNothingOlderThanTheLastSnapshotIsLost() {
        Gateways gateways = Gateways.three(servers);
        try (RouterUnderTest router =
                RouterUnderTest.start(gateways.properties("pgw-router.mode=proxy", "pgw-router.read.stale-limit=5s"))) {
            IntStream.range(0, QUIET).forEach(group -> put(router, quiet(group), "number " + group + "\n"));
            Map<String, Double> before = shown(router);
            long snapshot = System.nanoTime();
            assertThat(before).hasSize(QUIET);

            gateways.servers().get(1).kill9();

            int whole = 0;
            while (System.nanoTime() - snapshot < Duration.ofSeconds(4).toNanos()) {
                HttpResponse<String> answer = Http.get(router.url("/metrics"));
                long age = System.nanoTime() - snapshot;
                if (age < Duration.ofSeconds(4).toNanos()) {
                    assertThat(WatchedView.numbers(answer.body())).isEqualTo(before);
                    whole++;
                }
            }
            assertThat(whole).isPositive();
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            Http.get(router.url("/metrics")).headers().map().containsKey("X-Pgw-Missing"));
            assertThat(shown(router).size()).isLessThan(QUIET);
        }
    }

    private static void awaitScrapes(WatchedView view, int more) {
        int wanted = view.scrapes() + more;
        await().atMost(Duration.ofMinutes(1)).until(() -> view.scrapes() >= wanted);
    }

    private static String quiet(int group) {
        return "/metrics/job/quiet/instance/" + group;
    }

    private static void put(RouterUnderTest router, String path, String body) {
        assertThat(Http.stay(Http.put(router.url(path), body)).statusCode()).isEqualTo(200);
    }

    private static void delete(RouterUnderTest router, String path) {
        assertThat(Http.stay(Http.delete(router.url(path))).statusCode()).isEqualTo(202);
    }

    private static Map<String, Double> shown(RouterUnderTest router) {
        return WatchedView.numbers(Http.get(router.url("/metrics")).body());
    }

    private static Map<String, Integer> series(NumberedLoad load) {
        return load.acknowledged().entrySet().stream()
                .collect(toMap(group -> series(group.getKey()), Map.Entry::getValue));
    }

    private static Map<String, Double> series(Map<Integer, AtomicInteger> numbers) {
        return numbers.entrySet().stream()
                .collect(toMap(
                        group -> series(group.getKey()),
                        group -> group.getValue().doubleValue()));
    }

    private static String series(int group) {
        return "number{instance=\"" + group + "\",job=\"active\"}";
    }

    /** The first groups are nowhere, the others at their owners. */
    private static void assertDeleted(RouterUnderTest router, Gateways gateways, int first) {
        List<StoredGroups> stored = gateways.stored();
        for (int group = 0; group < QUIET; group++) {
            assertThat(gateways.places(stored, labels("quiet", group)))
                    .as("group " + group)
                    .containsExactlyInAnyOrderElementsOf(group < first ? List.of() : router.owners(quiet(group)));
        }
    }

    private static void assertInPlace(RouterUnderTest router, Gateways gateways) {
        List<StoredGroups> stored = gateways.stored();
        for (int group = 0; group < QUIET; group++) {
            assertInPlace(router, quiet(group), gateways.places(stored, labels("quiet", group)));
        }
        for (int group = 0; group < ACTIVE; group++) {
            String path = "/metrics/job/active/instance/" + group;
            assertInPlace(router, path, gateways.places(stored, labels("active", group)));
        }
    }

    private static void assertInPlace(RouterUnderTest router, String path, List<String> places) {
        assertThat(places).as(path).hasSize(2).hasSameElementsAs(router.owners(path));
    }

    private static Map<String, String> labels(String job, int group) {
        return Map.of("job", job, "instance", String.valueOf(group));
    }
}
