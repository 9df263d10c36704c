package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.forward.Fate;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.metrics.PushMetrics;
import io.promshard.pgw.metrics.UpkeepMetrics;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Content;
import io.promshard.pgw.reconcile.Copy;
import io.promshard.pgw.upkeep.UpkeepListener;
import io.promshard.shard.DocumentedMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The metrics of a router that has seen a bit of everything, and the page that lists them. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final DocumentedMetrics DOCUMENTED =
            new DocumentedMetrics(Path.of("../docs/pgw-router.md"), "pgw_router_|promshard_", true);

    private final FakeGateway first = new FakeGateway();
    private final FakeGateway second = new FakeGateway();
    private Router router;
    private String scraped;

    @BeforeAll
    void pushAllKinds() throws IOException {
        router = Router.of(List.of(first.url(), second.url()));
        first.onPush(Reaction.answer(500));
        second.onPush(Reaction.answer(500));
        push("PUT", "/metrics/job/a", "User-Agent: curl/8.0");
        push("PUT", "/metrics/job/a");
        push("GIBBERISH", "/metrics/job/a");
        reconcile();
        copy();
        get("/metrics");
        first.onProbe(exposition());
        second.onProbe(exposition());
        get("/metrics");
        try (RawClient client = router.client()) {
            scraped = client.send(RawClient.head("GET", "/actuator/prometheus") + "\r\n")
                    .read()
                    .body();
        }
    }

    /** The gateways are fakes, so what the reconciler tells is told for it. */
    private void reconcile() {
        UpkeepMetrics metrics = router.bean(UpkeepMetrics.class);
        Copy copy = new Copy(first.id(), 1, 1, Content.UNSEEN);
        metrics.deleted(new Action.Delete(GroupingKey.of(Map.of("job", "a")), copy, Action.Reason.OLDER));
        metrics.skipped("not_leader");
        metrics.groupsDeleted(UpkeepListener.Cause.TTL, Set.of(GroupingKey.of(Map.of("job", "a"))));
    }

    /** There is one copy of each push here, so what is told of several is told for it. */
    private void copy() {
        PushMetrics metrics = router.bean(PushMetrics.class);
        metrics.copied("PUT", Fate.REFUSED);
        metrics.partlyTaken("PUT");
        metrics.spread(first.id(), Fate.FAILED);
    }

    /** One without any family. */
    private static Reaction exposition() {
        return Reaction.answer(200, "", "Content-Type: application/vnd.google.protobuf");
    }

    private void get(String path) throws IOException {
        try (RawClient client = router.client()) {
            client.send(RawClient.head("GET", path) + "\r\n").read();
        }
    }

    private void push(String method, String path, String... headers) throws IOException {
        try (RawClient client = router.client()) {
            client.send(method, path, RawClient.BODY, headers).read();
        }
    }

    @AfterAll
    void stop() {
        router.close();
        first.close();
        second.close();
    }

    @Test
    void areTheOnesThatTheRouterPromises() {
        assertThat(DOCUMENTED.shown(scraped))
                .containsExactly(
                        "pgw_router_attempts_total",
                        "pgw_router_copies_total",
                        "pgw_router_deleted_groups_total",
                        "pgw_router_failovers_total",
                        "pgw_router_forward_duration_seconds",
                        "pgw_router_forward_duration_seconds_max",
                        "pgw_router_forwards_in_flight",
                        "pgw_router_forwards_total",
                        "pgw_router_gateways",
                        "pgw_router_leader",
                        "pgw_router_moved_groups",
                        "pgw_router_partial_pushes_total",
                        "pgw_router_reconcile_actions_total",
                        "pgw_router_reconcile_duplicates",
                        "pgw_router_reconcile_duration_seconds",
                        "pgw_router_reconcile_duration_seconds_max",
                        "pgw_router_reconcile_expired",
                        "pgw_router_reconcile_groups",
                        "pgw_router_reconcile_skipped_total",
                        "pgw_router_reconcile_unclear",
                        "pgw_router_reconcile_unread",
                        "pgw_router_redirects_total",
                        "pgw_router_refused_total",
                        "pgw_router_scrapes_total",
                        "pgw_router_snapshot_age_seconds",
                        "pgw_router_snapshot_failures_total",
                        "pgw_router_snapshot_groups",
                        "pgw_router_spread_deletions_total",
                        "pgw_router_sweeps",
                        "pgw_router_tombstones",
                        "pgw_router_view_conflicts",
                        "pgw_router_view_failures_total",
                        "pgw_router_view_gather_duration_seconds",
                        "pgw_router_view_gather_duration_seconds_max",
                        "pgw_router_view_groups",
                        "pgw_router_view_missing",
                        "pgw_router_view_series",
                        "promshard_membership_in_sync",
                        "promshard_membership_index",
                        "promshard_ring_epoch",
                        "promshard_ring_in_doubt",
                        "promshard_ring_live",
                        "promshard_ring_members");
    }

    /** Those of Consul are only there where Consul is used. */
    @Test
    void standInTheDocumentation() throws IOException {
        Set<String> documented = DOCUMENTED.listed();

        documented.removeIf(name -> name.startsWith("promshard_consul_"));
        assertThat(documented).isEqualTo(DOCUMENTED.shown(scraped));
    }

    @Test
    void eachSayWhatTheyCount() {
        DOCUMENTED.assertExplained(scraped);
    }

    @Test
    void haveNoLabelThatAStrangerFills() {
        assertThat(scraped).doesNotContain("GIBBERISH").contains("method=\"other\"");
    }

    @Test
    void tellWhatBecameOfEachPush() {
        assertThat(scraped)
                .containsPattern("pgw_router_redirects_total\\{.*method=\"PUT\".*} 1.0")
                .containsPattern("pgw_router_forwards_total\\{.*reason=\"client\",status=\"500\"} 1.0")
                .containsPattern("pgw_router_failovers_total\\{.*reason=\"answered_5xx\"} 1.0")
                .containsPattern("pgw_router_refused_total\\{.*status=\"405\"} 1.0")
                .containsPattern("pgw_router_reconcile_actions_total\\{action=\"delete_older\",.*outcome=\"done\"} 1.0")
                .containsPattern("pgw_router_copies_total\\{.*method=\"PUT\",outcome=\"refused\"} 1.0")
                .containsPattern("pgw_router_spread_deletions_total\\{.*outcome=\"failed\"} 1.0")
                .containsPattern("pgw_router_attempts_total\\{.*outcome=\"5xx\"} 1.0");
    }
}
