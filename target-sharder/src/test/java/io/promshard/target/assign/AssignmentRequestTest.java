package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.labels.Labels;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentRequestTest {

    private static final JobRule NODE = new JobRule("node", new Ring(), 1);
    private static final JobRule API = new JobRule("api", new Ring(), 2);

    @Test
    void takesItsColumnsFromASet() {
        TargetSet set = TargetSet.of(List.of(
                target("node", "a:1", "rack-1", List.of("rack")),
                target("node", "b:1", "rack-1", List.of("rack")),
                target("api", "c:1", "rack-2", List.of())));

        KeyTable keys =
                KeyTable.of(set, List.of(NODE, API), place -> 10 * set.at(place).size());

        assertThat(keys.size()).isEqualTo(2);
        int node = keys.job(0).equals(NODE) ? 0 : 1;
        assertThat(keys.key(node)).isEqualTo(set.key(node));
        assertThat(keys.job(1 - node)).isEqualTo(API);
        assertThat(keys.targets(node)).isEqualTo(2);
        assertThat(keys.series(node)).isEqualTo(20);
        assertThat(keys.label(node, "rack")).isEqualTo("rack-1");
        assertThat(keys.label(node, "other")).isEmpty();
    }

    @Test
    void refusesTargetsOfAJobWithoutARule() {
        TargetSet set = TargetSet.of(List.of(target("db", "a:1", "", List.of())));

        assertThatThrownBy(() -> KeyTable.of(set, List.of(NODE), place -> 1))
                .hasMessage("there are targets of job db, but no rule for it");
    }

    @Test
    void refusesKeysThatDoNotGrow() {
        assertThatThrownBy(() -> new KeyTable(
                        List.of(NODE), new long[] {2, 1}, new int[2], new int[2], new double[2], (key, label) -> ""))
                .hasMessage("keys must grow, but key 1 does not");
    }

    @Test
    void refusesTwoCollectorsOfOneId() {
        Collector twin = Given.withCapacity("a", 1);

        assertThatThrownBy(() -> Given.request(Given.keys(1, 1, NODE), List.of(twin, twin)))
                .hasMessage("two collectors have the id a");
    }

    @Test
    void refusesMoreCollectorsThanARingHolds() {
        assertThatThrownBy(() -> Given.request(Given.keys(1, 1, NODE), Given.collectors(1, 8193)))
                .hasMessage("a group may have 8192 collectors at most, got: 8193");
    }

    @Test
    void refusesAJobWithoutReplicas() {
        assertThatThrownBy(() -> new JobRule("node", new Ring(), 0))
                .hasMessage("replicas of job node must be at least 1, got: 0");
    }

    private static Target target(String job, String address, String rack, List<String> shardBy) {
        return Target.of(job, DiscoveredTarget.of(Labels.of("__address__", address, "rack", rack)), shardBy);
    }
}
