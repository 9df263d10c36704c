package io.promshard.target.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.promshard.shard.DocumentedMetrics;
import io.promshard.target.handover.EndedMove;
import io.promshard.target.handover.Move;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.web.TestSharder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a sharder that has moved targets, and the page that lists them. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final DocumentedMetrics DOCUMENTED =
            new DocumentedMetrics(Path.of("..", "docs", "target-sharder.md"), "target_sharder_", false);

    private TestSharder sharder;
    private String scraped;

    @BeforeAll
    void moveTargets(@TempDir Path directory) throws IOException {
        sharder = TestSharder.running(directory);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new SharderMetrics(sharder.reconciler(), sharder.groups(), sharder.leadership(), sharder.agents())
                .bindTo(registry);
        sharder.bindConfig(registry);
        GroupRuntime web = sharder.groups().named("web").orElseThrow();
        web.order(orders -> orders.drain("a"));
        sharder.turnUntil(() -> !web.state().layout().counts().containsKey("a")
                && web.state().layout().moves().isEmpty());
        scraped = registry.scrape();
    }

    @AfterAll
    void stop() {
        sharder.close();
    }

    @Test
    void standInTheDocumentation() throws IOException {
        assertThat(DOCUMENTED.shown(scraped)).hasSizeGreaterThan(25).isEqualTo(DOCUMENTED.listed());
    }

    @Test
    void eachSayWhatTheyCount() {
        DOCUMENTED.assertExplained(scraped);
    }

    @Test
    void tellHowTargetsAreSpread() {
        assertThat(scraped)
                .contains("target_sharder_targets{group=\"web\",job=\"node\"} 40.0")
                .contains("target_sharder_collectors{group=\"web\",state=\"live\"} 2.0")
                .contains("target_sharder_collector_targets{collector=\"a\",group=\"web\"} 0.0")
                .containsPattern("target_sharder_collector_series\\{collector=\"b\",group=\"web\"} \\d\\d+")
                .contains("target_sharder_targets_unplaced{group=\"web\"} 0.0")
                .containsPattern("target_sharder_imbalance_ratio\\{by=\"series\",group=\"web\"} 1\\.");
    }

    @Test
    void countEachMoveOnce() {
        long moved =
                sharder.groups().named("web").orElseThrow().state().history().moves(Instant.MIN, Instant.MAX).stream()
                        .filter(ended -> ended.move().reason() == Move.Reason.DRAINED)
                        .filter(ended -> ended.result() == EndedMove.Result.MOVED)
                        .count();

        assertThat(moved).isPositive();
        assertThat(scraped)
                .contains(
                        "target_sharder_moves_total{group=\"web\",reason=\"drained\",result=\"moved\"} " + moved + ".0")
                .contains("target_sharder_moves_total{group=\"web\",reason=\"died\",result=\"moved\"} 0.0")
                .containsPattern("target_sharder_move_duration_seconds_count\\{group=\"web\"} [1-9]")
                .contains("target_sharder_moves_in_flight{group=\"web\"} 0.0");
    }

    @Test
    void nameNoTarget() {
        assertThat(scraped).doesNotContain("node-0", "9100");
    }

    @Test
    void tellWhoLeads() {
        assertThat(scraped).contains("target_sharder_leader 1.0");
    }
}
