package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Strategy.Affinity;
import io.promshard.target.assign.Strategy.All;
import io.promshard.target.assign.Strategy.Bounded;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PinTest {

    private static final String PIN = "10.0.0.3:9090";

    private final List<Collector> five = Given.collectors(5);

    static Stream<Strategy> strategies() {
        return Stream.of(
                new Ring(),
                new Bounded(1.1),
                new LeastSeries(0.05),
                new All(),
                new Affinity("zone", "zone", new Ring(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void isTheFirstOwnerWhateverTheStrategy(Strategy strategy) {
        KeyTable keys = Given.keys(1, 100, Given.job(strategy));

        Assignment assignment = Assigner.assign(Given.pinned(Given.request(keys, five), Map.of(keys.key(7), PIN)));

        assertThat(assignment.at(7)).first().isEqualTo(PIN);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void toACollectorThatIsNotThereIsRemarkedAndChangesNothing(Strategy strategy) {
        KeyTable keys = Given.keys(1, 100, Given.job(strategy));
        AssignmentRequest plain = Given.request(keys, five);
        AssignmentRequest pinned = Given.pinned(plain, Map.of(keys.key(7), "gone"));

        Assignment assignment = Assigner.assign(pinned);

        assertThat(assignment).isEqualTo(Assigner.assign(plain));
        assertThat(Remark.of(pinned, assignment)).containsExactly(new Remark.AbsentPin(keys.key(7), "gone"));
    }

    @Test
    void leavesTheOtherReplicasToTheStrategy() {
        KeyTable keys = Given.keys(1, 100, Given.job(new Ring(), 2));
        AssignmentRequest plain = Given.request(keys, five);

        List<String> owners =
                Assigner.assign(Given.pinned(plain, Map.of(keys.key(7), PIN))).at(7);

        assertThat(owners).hasSize(2).doesNotHaveDuplicates().first().isEqualTo(PIN);
        assertThat(Assigner.assign(plain).at(7)).contains(owners.get(1));
    }

    @Test
    void isNotMovedForLoad() {
        KeyTable keys = Given.keys(1, Given.job(new LeastSeries(0.05)), 500, 400, 300, 1, 1, 1);
        Map<Long, String> pins = Map.of(keys.key(0), PIN, keys.key(1), PIN, keys.key(2), PIN);

        Assignment assignment = Assigner.assign(Given.pinned(Given.request(keys, five), pins));

        assertThat(List.of(assignment.at(0), assignment.at(1), assignment.at(2)))
                .containsOnly(List.of(PIN));
        assertThat(List.of(assignment.at(3), assignment.at(4), assignment.at(5)))
                .doesNotContain(List.of(PIN));
    }

    @Test
    void ofAKeyThatIsGoneDoesNoHarm() {
        AssignmentRequest request =
                Given.pinned(Given.request(Given.keys(1, 10, Given.job(new Ring())), five), Map.of(42L, PIN));

        assertThat(Remark.of(request, Assigner.assign(request))).isEmpty();
    }

    @Test
    void allMeansAll() {
        KeyTable keys = Given.keys(1, 10, Given.job(new All()));

        assertThat(Assigner.assign(Given.pinned(Given.request(keys, five), Map.of(keys.key(0), PIN)))
                        .at(0))
                .containsExactlyInAnyOrderElementsOf(
                        five.stream().map(Collector::id).toList());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void moreReplicasThanCollectorsAreRemarked(Strategy strategy) {
        KeyTable keys =
                Given.keys(1, List.of(Given.job(strategy, 9)), new int[100], new double[100], (key, label) -> "a");
        List<Collector> three = List.of(Given.inZone("a1", "a"), Given.inZone("a2", "a"), Given.inZone("a3", "a"));
        AssignmentRequest request = Given.request(keys, three);

        Assignment assignment = Assigner.assign(request);

        assertThat(assignment.at(0)).containsExactlyInAnyOrder("a1", "a2", "a3");
        assertThat(Remark.of(request, assignment)).containsExactly(new Remark.FewerReplicas("node", 9, 100, 3));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void withoutCollectorsAllIsUnplaced(Strategy strategy) {
        KeyTable keys = Given.keys(1, List.of(Given.job(strategy)), new int[10], new double[10], (key, label) -> "a");

        assertThat(Assigner.assign(Given.request(keys, List.of())).unplaced()).hasSize(10);
    }
}
