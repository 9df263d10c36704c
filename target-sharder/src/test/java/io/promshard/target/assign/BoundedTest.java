package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.assign.Strategy.Bounded;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedTest {

    private static final JobRule TENTH = Given.job(new Bounded(1.1));

    @ParameterizedTest
    @CsvSource({"1.01, 1010", "1.05, 1050", "1.1, 1100", "1.25, 1250"})
    void noCollectorHasMoreThanTheFactorAllows(double factor, long bound) {
        for (long seed = 0; seed < 50; seed++) {
            AssignmentRequest request =
                    Given.request(Given.keys(seed, 10_000, Given.job(new Bounded(factor))), Given.collectors(seed, 10));

            assertThat(Balance.of(request, Assigner.assign(request)).shares())
                    .as("seed %d", seed)
                    .allMatch(share -> share.targets() <= bound)
                    .hasSize(10);
        }
    }

    @Test
    void theBoundFollowsTheWeights() {
        List<Collector> collectors = List.of(
                Given.collector("a", 1, Double.POSITIVE_INFINITY, Map.of()),
                Given.collector("b", 4, Double.POSITIVE_INFINITY, Map.of()));
        AssignmentRequest request = Given.request(Given.keys(1, 1_000, Given.job(new Bounded(1.01))), collectors);

        Balance balance = Balance.of(request, Assigner.assign(request));

        assertThat(balance.shares().getFirst().targets()).isLessThanOrEqualTo(202);
        assertThat(balance.shares().getLast().targets()).isLessThanOrEqualTo(808);
    }

    @Test
    void isTheRingWhileNobodyHasTooMany() {
        List<Collector> ten = Given.collectors(10);
        Assignment ring = Assigner.assign(Given.request(Given.keys(1, 10_000, Given.job(new Ring())), ten));

        assertThat(Assigner.assign(Given.request(Given.keys(1, 10_000, Given.job(new Bounded(1.25))), ten)))
                .isEqualTo(ring);
    }

    @ParameterizedTest
    @CsvSource({"1.05, 0.13", "1.1, 0.11", "1.25, 0.105"})
    void theEleventhTakesItsShareAndLittleElseMoves(double factor, double most) {
        double worst = 0;
        for (long seed = 0; seed < 20; seed++) {
            KeyTable keys = Given.keys(seed, 10_000, Given.job(new Bounded(factor)));
            List<Collector> eleven = Given.collectors(seed, 11);
            AssignmentRequest request =
                    Given.after(Assigner.assign(Given.request(keys, Given.without(eleven, 5))), keys, eleven);
            Assignment joined = Assigner.assign(request);

            worst = Math.max(worst, Difference.of(request, joined).share());
            assertThat(Balance.of(request, joined)
                            .shares()
                            .get(indexOf(request, eleven.get(5)))
                            .targets())
                    .as("seed %d", seed)
                    .isBetween(780L, (long) (factor * 10_000 / 11));
        }

        System.out.printf(">>> bounded %.2f: 10 to 11 collectors moves %.2f %% at most%n", factor, 100 * worst);
        assertThat(worst).isLessThan(most);
    }

    private static int indexOf(AssignmentRequest request, Collector collector) {
        return request.collectors().indexOf(collector);
    }

    @Test
    void aLeaverMovesItsOwnKeysOnly() {
        KeyTable keys = Given.keys(1, 10_000, TENTH);
        List<Collector> ten = Given.collectors(1, 10);
        AssignmentRequest request = Given.after(Assigner.assign(Given.request(keys, ten)), keys, Given.without(ten, 0));

        assertThat(Difference.of(request, Assigner.assign(request)).counts())
                .containsOnlyKeys(Difference.Reason.COLLECTOR_LEFT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keysThatComeAndGoMoveHardlyAnyOther(long seed) {
        List<Collector> ten = Given.collectors(seed, 10);
        KeyTable before = Given.keys(seed, 10_000, TENTH);
        Assignment previous = Assigner.assign(Given.request(before, ten));
        KeyTable fewer = some(seed, before, 0.98);

        AssignmentRequest request = Given.after(previous, fewer, ten);

        assertThat(Difference.of(request, Assigner.assign(request)).share()).isLessThan(0.02);
    }

    private static KeyTable some(long seed, KeyTable keys, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] rest = IntStream.range(0, keys.size())
                .filter(key -> random.nextDouble() < share)
                .mapToLong(keys::key)
                .toArray();
        int[] ones = new int[rest.length];
        Arrays.fill(ones, 1);
        return new KeyTable(keys.jobs(), rest, new int[rest.length], ones, new double[rest.length], (key, label) -> "");
    }

    @Test
    void keysOfManyTargetsArePlacedEvenWhereNoneHasRoom() {
        KeyTable keys = new KeyTable(
                List.of(TENTH),
                new long[] {1, 2, 3},
                new int[3],
                new int[] {100, 100, 100},
                new double[3],
                (key, label) -> "");
        AssignmentRequest request = Given.request(keys, Given.collectors(2));

        assertThat(Balance.of(request, Assigner.assign(request)).imbalanceOfTargets())
                .isEqualTo(200 / 150.0);
    }

    @Test
    void refusesAFactorThatLeavesNoRoom() {
        assertThatThrownBy(() -> new Bounded(1)).hasMessage("the factor of bounded must be above 1, got: 1.0");
        assertThatThrownBy(() -> new Bounded(Double.NaN)).hasMessage("the factor of bounded must be above 1, got: NaN");
    }
}
