package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Strategy.Affinity;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AffinityTest {

    private static final Strategy RING_IN_ZONE = new Affinity("__meta_zone", "zone", new Ring(), List.of());

    private final List<Collector> collectors = List.of(
            Given.inZone("a1", "a"), Given.inZone("a2", "a"), Given.inZone("b1", "b"), Given.inZone("none", ""));

    @Test
    void putsATargetOnCollectorsOfItsLabel() {
        Assignment assignment = assign(RING_IN_ZONE, 1, "a", "b");

        for (int key = 0; key < assignment.size(); key++) {
            assertThat(assignment.at(key)).singleElement().asString().startsWith(key % 2 == 0 ? "a" : "b");
        }
        assertThat(assignment.unplaced()).isEmpty();
    }

    @Test
    void spreadsWithinTheMatchAsTheInnerStrategyDoes() {
        AssignmentRequest request =
                request(new Affinity("__meta_zone", "zone", new LeastSeries(0.05), List.of()), 1, "a");

        assertThat(Balance.of(request, Assigner.assign(request)).shares().stream()
                        .map(Balance.Share::targets))
                .containsExactly(50L, 50L, 0L, 0L);
    }

    @Test
    void leavesATargetThatNobodyMatchesUnplacedAndSaysWhy() {
        Assignment assignment = assign(RING_IN_ZONE, 1, "c", "");

        assertThat(assignment.unplaced()).hasSize(100);
        assertThat(assignment.unplaced().get(0).reason())
                .isEqualTo("no collector has the tag zone=\"c\" that its label __meta_zone asks for");
        assertThat(assignment.unplaced().get(1).reason())
                .isEqualTo("it has no label __meta_zone to match with collectors' tag zone");
    }

    /** A label of which each target has its own value, by a mistake in the configuration. */
    @Test
    void namesAHundredThousandLabelsThatNobodyMatches() {
        KeyTable keys = Given.keys(
                1,
                List.of(Given.job(RING_IN_ZONE)),
                new int[100_000],
                new double[100_000],
                (key, label) -> "host-" + key);

        Assignment assignment = Assigner.assign(Given.request(keys, Given.collectors(100)));

        assertThat(assignment.unplaced()).hasSize(100_000);
        assertThat(assignment.unplaced().getLast().reason()).contains("zone=\"host-99999\"");
    }

    @Test
    void spreadsATargetThatNobodyMatchesOverAllIfThatIsAskedFor() {
        Strategy strategy = new Affinity("__meta_zone", "zone", new Ring(), List.of(new LeastSeries(0.05)));
        AssignmentRequest request = request(strategy, 1, "c");

        assertThat(Balance.of(request, Assigner.assign(request)).shares().stream()
                        .map(Balance.Share::targets))
                .containsExactly(25L, 25L, 25L, 25L);
    }

    @Test
    void nests() {
        List<Collector> racks = List.of(
                Given.collector("a1", 1, 1e9, Map.of("zone", "a", "rack", "1")),
                Given.collector("a2", 1, 1e9, Map.of("zone", "a", "rack", "2")),
                Given.collector("b1", 1, 1e9, Map.of("zone", "b", "rack", "1")));
        Strategy strategy =
                new Affinity("zone", "zone", new Affinity("rack", "rack", new Ring(), List.of()), List.of());
        KeyTable keys = Given.keys(
                1,
                List.of(Given.job(strategy)),
                new int[10],
                new double[10],
                (key, label) -> label.equals("zone") ? "a" : "2");

        assertThat(Assigner.assign(Given.request(keys, racks)).at(5)).containsExactly("a2");
    }

    @Test
    void remarksOnTargetsThatFindFewerCollectorsThanReplicas() {
        AssignmentRequest request = request(RING_IN_ZONE, 2, "a", "b");

        assertThat(Remark.of(request, Assigner.assign(request)))
                .containsExactly(new Remark.FewerReplicas("node", 2, 50, 1));
    }

    private Assignment assign(Strategy strategy, int replicas, String... zones) {
        return Assigner.assign(request(strategy, replicas, zones));
    }

    /** A hundred keys whose zones take turns. */
    private AssignmentRequest request(Strategy strategy, int replicas, String... zones) {
        return Given.request(
                Given.keys(
                        1,
                        List.of(Given.job(strategy, replicas)),
                        new int[100],
                        new double[100],
                        (key, label) -> label.equals("__meta_zone") ? zones[key % zones.length] : ""),
                collectors);
    }
}
