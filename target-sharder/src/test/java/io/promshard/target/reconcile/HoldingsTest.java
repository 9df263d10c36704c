package io.promshard.target.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.target.assign.Balance.Share;
import io.promshard.target.collector.CollectorState;
import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.handover.Layout;
import io.promshard.target.model.Collector;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldingsTest {

    private final TargetSet targets = TargetSet.of(IntStream.range(0, 4)
            .mapToObj(i -> Target.of(
                    i == 3 ? "api" : "node", DiscoveredTarget.of(Labels.of("__address__", "h" + i + ":1")), List.of()))
            .toList());

    private static CollectorStatus collector(String id, CollectorState state) {
        return new CollectorStatus(
                new Collector(id, URI.create("http://" + id), 1, 1000, Map.of()),
                state,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.MAX,
                List.of(),
                true,
                "");
    }

    @Test
    void countAMovingKeyAtBothAndAVanishedOneNowhere() {
        long[] keys = IntStream.range(0, 4).mapToLong(targets::key).toArray();
        long vanished = 42;
        Layout layout = Layout.of(
                Map.of(
                        "a",
                        new long[] {keys[0], keys[1], vanished},
                        "b",
                        new long[] {keys[1], keys[2]},
                        "dead",
                        new long[] {keys[3]}),
                List.of());

        Holdings holdings = Holdings.of(
                layout,
                targets,
                new double[] {1, 10, 100, 1000},
                List.of(
                        collector("a", CollectorState.LIVE),
                        collector("b", CollectorState.LIVE),
                        collector("dead", CollectorState.DEAD),
                        collector("empty", CollectorState.DRAINED)));

        assertThat(holdings.collectors().values())
                .containsExactly(
                        new Share("a", 1, 1000, 2, 11),
                        new Share("b", 1, 1000, 2, 110),
                        new Share("dead", 1, 1000, 1, 1000),
                        new Share("empty", 1, 1000, 0, 0));
        assertThat(holdings.balance().shares()).extracting(Share::collector).containsExactly("a", "b");
        assertThat(holdings.balance().imbalanceOfTargets()).isEqualTo(1);
        assertThat(holdings.jobs()).containsOnly(Map.entry("node", 3), Map.entry("api", 1));
    }
}
