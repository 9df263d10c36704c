package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.scrape.GatewayReader;
import io.promshard.pgw.scrape.Pushes;
import io.promshard.pgw.scrape.ScrapeSettings;
import io.promshard.pgw.snapshot.Group;
import io.promshard.shard.membership.Member;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A drained gateway's groups, of every kind that a gateway can hold, arrive at the other one as they were. */
@RealServers(PUSHGATEWAY)
class MovedGroupsIT {

    private final GatewayReader reader = new GatewayReader(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
            new ScrapeSettings("/metrics", Duration.ofSeconds(10), 64 << 20),
            InstantSource.system());
    private final PushgatewayServer from;
    private final PushgatewayServer to;

    MovedGroupsIT(Servers servers) {
        Start start = Start.PLAIN.with("--push.enable-utf8-names");
        this.from = servers.pushgateway(start);
        this.to = servers.pushgateway(start);
    }

    @Test
    void areTheSameByteForByteAndKeepTheirTimeOfFailure() throws Exception {
        pushAllKinds();
        Map<GroupingKey, Group> before = groups(from);
        try (RouterUnderTest router = router()) {
            HttpRequest.Builder drain = HttpRequest.newBuilder(router.url("/api/v1/drain?gateway=" + from.address()));

            HttpResponse<String> answer = Http.stay(drain.PUT(BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> groups(from).isEmpty());
            assertThat(shownPushTime(router, "text")).isEqualTo(pushTime(before, "text"));
            assertThat(pushTime(groups(to), "text")).isGreaterThan(pushTime(before, "text"));
            await().untilAsserted(() -> assertThat(router.metric("pgw_router_reconcile_actions_total"))
                    .isEqualTo(2.0 * before.size()));
        }
        Map<GroupingKey, Group> after = groups(to);
        assertThat(families(after)).isEqualTo(families(before));
        assertThat(failures(after)).isEqualTo(failures(before));
    }

    /** In the merged view. */
    private static double shownPushTime(RouterUnderTest router, String job) {
        String series = "push_time_seconds{instance=\"\",job=\"" + job + "\"} ";
        return Http.get(router.url("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    private static double pushTime(Map<GroupingKey, Group> groups, String job) {
        return Objects.requireNonNull(groups.get(GroupingKey.of(Map.of("job", job))))
                .pushTime();
    }

    private RouterUnderTest router() {
        return RouterUnderTest.start(
                "pgw-router.gateways[0].url=" + from.url(),
                "pgw-router.gateways[1].url=" + to.url(),
                "pgw-router.label-names=utf8",
                "pgw-router.reconcile.mode=move",
                "pgw-router.reconcile.quiet-after=1s",
                "pgw-router.admin.enabled=true");
    }

    private void pushAllKinds() {
        push("/metrics/job/text", Pushes.TEXT);
        push("/metrics/job/text/instance/i", Pushes.TEXT);
        push("/metrics/job@base64/w7w/zone/", "# TYPE g gauge\ng{n=\"x\"} 1\n");
        push("/metrics/job/emptied", "");
        push("/metrics/job/failed/instance/once", "# TYPE f gauge\nf 1\n");
        assertThat(Pushes.put(from.url(), "/metrics/job/failed/instance/once", "# TYPE f gauge\nf 1 1234\n"))
                .isNotEqualTo(200);
        assertThat(Pushes.put(from.url(), "/metrics/job/proto/U__zone_2e_id/z", Pushes.protobuf()))
                .isEqualTo(200);
    }

    private void push(String path, String text) {
        assertThat(Pushes.put(from.url(), path, text)).isEqualTo(200);
    }

    private Map<GroupingKey, Group> groups(PushgatewayServer gateway) throws Exception {
        return reader.readExactly(Member.at(gateway.url())).groups();
    }

    private static Map<GroupingKey, List<String>> families(Map<GroupingKey, Group> groups) {
        return groups.values().stream()
                .collect(toMap(
                        Group::key,
                        group -> group.families().stream()
                                .map(Base64.getEncoder()::encodeToString)
                                .toList()));
    }

    private static Map<GroupingKey, Double> failures(Map<GroupingKey, Group> groups) {
        return groups.values().stream().collect(toMap(Group::key, Group::failureTime));
    }
}
