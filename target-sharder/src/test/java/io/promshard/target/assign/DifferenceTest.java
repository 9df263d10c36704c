package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Difference.Move;
import io.promshard.target.assign.Difference.Reason;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final JobRule RING = Given.job(new Ring());
    private static final String FIRST = "10.0.0.1:9090";
    private static final String SECOND = "10.0.0.2:9090";

    private final List<Collector> two = Given.collectors(2);
    private final List<Collector> one = two.subList(0, 1);
    private final KeyTable keys = Given.keys(1, 100, RING);

    @Test
    void aCollectorThatLeftLosesItsKeys() {
        AssignmentRequest request = Given.after(assign(keys, two), keys, one);

        Difference difference = Difference.of(request, Assigner.assign(request));

        Move move = difference.move(0);
        assertThat(move).isEqualTo(new Move(move.key(), List.of(SECOND), List.of(FIRST), Reason.COLLECTOR_LEFT));
        assertThat(difference.counts()).containsExactly(Map.entry(Reason.COLLECTOR_LEFT, difference.size()));
        assertThat(difference.share()).isEqualTo(difference.size() / 100.0);
        assertThat(difference.targets()).isEqualTo(difference.size());
        assertThat(difference.series()).isEqualTo(difference.size());
    }

    @Test
    void aCollectorThatJoinedGetsKeys() {
        AssignmentRequest request = Given.after(assign(keys, one), keys, two);

        Move move = Difference.of(request, Assigner.assign(request)).move(0);

        assertThat(move).isEqualTo(new Move(move.key(), List.of(FIRST), List.of(SECOND), Reason.COLLECTOR_JOINED));
    }

    @Test
    void aPinMovesItsKey() {
        Assignment before = assign(keys, two);
        String other = before.at(0).getFirst().equals(FIRST) ? SECOND : FIRST;
        AssignmentRequest request = Given.pinned(Given.after(before, keys, two), Map.of(keys.key(0), other));

        Difference difference = Difference.of(request, Assigner.assign(request));

        assertThat(difference.size()).isOne();
        assertThat(difference.move(0)).isEqualTo(new Move(keys.key(0), before.at(0), List.of(other), Reason.PIN));
    }

    @Test
    void anotherStrategyIsASetting() {
        Assignment before = assign(Given.keys(1, 100, Given.job(new LeastSeries(0.05))), two);
        AssignmentRequest request = Given.after(before, keys, two);

        assertThat(Difference.of(request, Assigner.assign(request)).counts()).containsOnlyKeys(Reason.SETTINGS);
    }

    @Test
    void aSecondReplicaIsGainedByOneAndLostByNobody() {
        AssignmentRequest request = Given.after(assign(keys, two), Given.keys(1, 100, Given.job(new Ring(), 2)), two);

        Difference difference = Difference.of(request, Assigner.assign(request));

        assertThat(difference.size()).isEqualTo(100);
        assertThat(difference.move(0).from()).isEmpty();
        assertThat(difference.move(0).to()).hasSize(1);
    }

    @Test
    void keysThatComeOrHadNoCollectorDoNotMove() {
        AssignmentRequest request = Given.after(assign(keys, List.of()), Given.keys(1, 200, RING), two);

        Difference difference = Difference.of(request, Assigner.assign(request));

        assertThat(difference.size()).isZero();
        assertThat(difference.share()).isZero();
    }

    @Test
    void theOrderOfOwnersDoesNotMatter() {
        KeyTable twice = Given.keys(1, 100, Given.job(new Ring(), 2));
        AssignmentBuilder swapped = new AssignmentBuilder(List.of(FIRST, SECOND), 0);
        Assignment assignment = assign(twice, two);
        for (int key = 0; key < assignment.size(); key++) {
            swapped.add(assignment.key(key), new int[] {assignment.owner(key, 1), assignment.owner(key, 0)}, 0, 2);
        }

        AssignmentRequest request = Given.after(swapped.build(), twice, two);

        assertThat(Difference.of(request, assignment).size()).isZero();
    }

    private static Assignment assign(KeyTable keys, List<Collector> collectors) {
        return Assigner.assign(Given.request(keys, collectors));
    }
}
