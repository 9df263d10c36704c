package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Groups are deleted by selector, by age, and all at once, while gateways are well and while they are not. */
@Timeout(180)
@RealServers(PUSHGATEWAY)
class PurgeIT {

    private static final int GROUPS = 60;
    private static final String[] OPEN = {
        "pgw-router.mode=proxy", "pgw-router.admin.enabled=true", "pgw-router.reconcile.settle=200ms"
    };

    private final Servers servers;

    PurgeIT(Servers servers) {
        this.servers = servers;
    }

    private static RouterUnderTest router(Gateways gateways, String... more) {
        return RouterUnderTest.start(gateways.properties(
                Stream.concat(Stream.of(OPEN), Stream.of(more)).toArray(String[]::new)));
    }

    private static void push(RouterUnderTest router, String job, int instance, int value) {
        assertThat(Http.stay(Http.put(
                                router.url("/metrics/job/" + job + "/instance/" + instance), "value " + value + "\n"))
                        .statusCode())
                .isIn(200, 202);
    }

    private static void pushAll(RouterUnderTest router, String job) {
        IntStream.range(0, GROUPS).forEach(instance -> push(router, job, instance, 1));
    }

    private static HttpResponse<String> delete(RouterUnderTest router, String parameters) {
        return Http.stay(Http.delete(router.url("/api/v1/groups?" + parameters)));
    }

    private static String match(String selector) {
        return "match=" + URLEncoder.encode(selector, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> wipe(RouterUnderTest router) {
        return Http.stay(
                HttpRequest.newBuilder(router.url("/api/v1/admin/wipe")).PUT(BodyPublishers.noBody()));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static int sum(JsonNode answer, String member) {
        return answer.path("gateways").properties().stream()
                .mapToInt(gateway -> gateway.getValue().path(member).intValue())
                .sum();
    }

    /** Of all gateways, how many copies of a job's groups. */
    private static long copies(Gateways gateways, String job) {
        return gateways.stored().stream()
                .flatMap(stored -> stored.groups().keySet().stream())
                .filter(labels -> job.equals(labels.get("job")))
                .count();
    }

    private static Set<String> shown(RouterUnderTest router) {
        return Http.get(router.url("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith("value{"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatASelectorMatchesGoesFromAllGateways() {
        Gateways gateways = Gateways.three(servers);
        try (RouterUnderTest router = router(gateways)) {
            pushAll(router, "a");
            pushAll(router, "b");
            for (PushgatewayServer gateway : gateways.servers()) {
                URI stray = URI.create(gateway.url() + "/metrics/job/a/instance/stray/x/" + gateway.port());
                assertThat(Http.stay(Http.put(stray, "value 1\n")).statusCode()).isEqualTo(200);
            }

            HttpResponse<String> dry = delete(router, match("{job=\"a\",instance!~\"1.*\"}") + "&dryRun=true");
            assertThat(dry.statusCode()).isEqualTo(200);
            assertThat(json(dry).path("matched").intValue()).isEqualTo(GROUPS - 11 + 3);
            assertThat(copies(gateways, "a")).isEqualTo(GROUPS + 3);

            HttpResponse<String> answer = delete(router, match("{job=\"a\",instance!~\"1.*\"}"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(answer).path("status").asString()).isEqualTo("success");
            assertThat(sum(json(answer), "deleted")).isEqualTo(GROUPS - 11 + 3);
            assertThat(copies(gateways, "a")).isEqualTo(11);
            assertThat(copies(gateways, "b")).isEqualTo(GROUPS);
            assertThat(router.metric("pgw_router_deleted_groups_total")).isEqualTo(GROUPS - 11 + 3);
        }
    }

    /** Its list shows no labels of such groups, so it is not known whether an empty instance is in their keys. */
    @Test
    void groupsWhoseKeyTheGatewayHidesGoToo() {
        Gateways gateways = Gateways.three(servers);
        try (RouterUnderTest router = router(gateways)) {
            URI first = gateways.servers().getFirst().url();
            for (String path : List.of("/metrics/job/hidden", "/metrics/job/hides/instance/")) {
                assertThat(Http.stay(Http.put(URI.create(first + path), "labels 1\n"))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(Http.get(URI.create(first + "/metrics")).body()).contains("job=\"hidden\"", "job=\"hides\"");

            HttpResponse<String> answer = delete(router, match("{job=~\"hid.*\"}"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(sum(json(answer), "deleted")).isEqualTo(2);
            assertThat(Http.get(URI.create(first + "/metrics")).body()).doesNotContain("job=\"hid");
        }
    }

    @Test
    void whatIsOldGoesAndWhatIsPushedStays() {
        Gateways gateways = Gateways.three(servers);
        try (RouterUnderTest router = router(gateways)) {
            pushAll(router, "a");
            Instant pushed = Instant.now();
            await().until(() -> Instant.now().isAfter(pushed.plusSeconds(4)));
            push(router, "a", 7, 2);

            HttpResponse<String> answer = delete(router, "olderThan=3s");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(shown(router)).containsExactly("value{instance=\"7\",job=\"a\"} 2");
        }
    }

    /** A gateway that has groups which it cannot expose lists and deletes them. */
    @Test
    void aPoisonedGatewayIsCured() {
        Gateways gateways = Gateways.three(servers);
        try (RouterUnderTest router = router(gateways)) {
            URI poisoned = gateways.servers().getFirst().url();
            Http.stay(Http.put(URI.create(poisoned + "/metrics/job/poison"), "value 1\n"));
            pushPoison(URI.create(poisoned + "/metrics/job/poison/instance/"));
            assertThat(Http.get(URI.create(poisoned + "/metrics")).statusCode()).isEqualTo(500);

            HttpResponse<String> answer = delete(router, match("{job=\"poison\"}"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Http.get(URI.create(poisoned + "/metrics")).statusCode()).isEqualTo(200);
        }
    }

    /** It is refused, by 1.11.0 without an answer, and the group is there all the same. */
    private static void pushPoison(URI path) {
        try {
            assertThat(Http.stay(Http.put(path, "value 1\n")).statusCode()).isEqualTo(400);
        } catch (UncheckedIOException e) {
            assertThat(e).hasRootCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void aWipeEmptiesGatewaysThatCanBeWipedAndThoseThatCannot() {
        Gateways gateways = new Gateways(List.of(
                servers.pushgateway(Start.PLAIN.with("--web.enable-admin-api")),
                servers.pushgateway(),
                servers.pushgateway(Start.PLAIN.with("--push.disable-consistency-check"))));
        try (RouterUnderTest router = router(gateways)) {
            pushAll(router, "a");

            HttpResponse<String> answer = wipe(router);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(sum(json(answer), "deleted")).isEqualTo(GROUPS);
            assertThat(copies(gateways, "a")).isZero();
            push(router, "a", 1, 2);
            assertThat(shown(router)).hasSize(1);
        }
    }

    /** Its groups are nowhere else, so all that is known of them is the order. */
    @Test
    void aGatewayThatIsKilledMeanwhileComesBackWithoutThem() {
        Gateways gateways = new Gateways(Stream.generate(() -> servers.pushgateway(Start.PLAIN.keepingState()))
                .limit(3)
                .toList());
        try (RouterUnderTest router = router(gateways, "pgw-router.reconcile.interval=1s")) {
            pushAll(router, "a");
            pushAll(router, "b");
            PushgatewayServer killed = gateways.servers().get(1);
            awaitWritten(killed);
            long kept = StoredGroups.of(killed.url()).groups().keySet().stream()
                    .filter(labels -> "b".equals(labels.get("job")))
                    .count();
            killed.kill9();
            await().until(() -> router.live() == 2);

            HttpResponse<String> answer = delete(router, match("{job=\"a\"}"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
            JsonNode report = json(answer);
            assertThat(report.path("remembered").booleanValue()).isTrue();
            assertThat(report.path("gateways")
                            .path(killed.address())
                            .path("error")
                            .asString())
                    .startsWith("is suspect");
            assertThat(shown(router)).noneMatch(series -> series.contains("job=\"a\""));
            push(router, "a", 5, 7);

            killed.restart();

            await().atMost(Duration.ofSeconds(30)).until(() -> router.live() == 3);
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(copies(gateways, "a")).isEqualTo(1);
                assertThat(shown(router)).contains("value{instance=\"5\",job=\"a\"} 7");
            });
            assertThat(kept).isPositive();
            assertThat(copies(gateways, "b")).isEqualTo(GROUPS);
            assertThat(delete(router, match("{job=\"b\"}")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aGatewayThatIsPausedDuringAWipeIsEmptiedLater() {
        Gateways gateways = Gateways.three(servers);
        try (RouterUnderTest router = router(gateways, "pgw-router.reconcile.interval=1s")) {
            pushAll(router, "a");
            Instant pushed = Instant.now();
            await().until(() -> Instant.now().isAfter(pushed.plusSeconds(2)));
            PushgatewayServer paused = gateways.servers().get(2);
            paused.pause();
            HttpResponse<String> answer;
            try {
                await().until(() -> router.live() == 2);
                answer = wipe(router);
            } finally {
                paused.resume();
            }

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
            assertThat(json(answer)
                            .path("gateways")
                            .path(paused.address())
                            .path("error")
                            .asString())
                    .isNotEmpty();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(copies(gateways, "a")).isZero());
            assertThat(wipe(router).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void whatOutlivesItsTtlGoes() {
        Gateways gateways = Gateways.three(servers);
        String[] ttl = {
            "pgw-router.reconcile.interval=500ms",
            "pgw-router.reconcile.ttl[0].match={job=\"a\",instance=\"3\"}",
            "pgw-router.reconcile.ttl[0].after=0",
            "pgw-router.reconcile.ttl[1].job=a|c",
            "pgw-router.reconcile.ttl[1].after=2s"
        };
        try (RouterUnderTest router = router(gateways, ttl)) {
            pushAll(router, "a");
            pushAll(router, "b");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(copies(gateways, "a")).isEqualTo(1));
            assertThat(gateways.stored().stream().filter(stored -> stored.has(Map.of("job", "a", "instance", "3"))))
                    .hasSize(1);
            assertThat(copies(gateways, "b")).isEqualTo(GROUPS);
            await().untilAsserted(() ->
                    assertThat(router.metric("pgw_router_deleted_groups_total")).isEqualTo(GROUPS - 1));
        }
    }

    /** Its file is written a tenth of a second after a change: if neither came for a second, it has all. */
    private static void awaitWritten(PushgatewayServer gateway) {
        Instant pushed = Instant.now();
        Path file = gateway.groups();
        await().until(() -> Files.exists(file)
                && Stream.of(pushed, Files.getLastModifiedTime(file).toInstant())
                        .allMatch(Instant.now().minusSeconds(1)::isAfter));
    }
}
