package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promshard.target.assign.Strategy.All;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSeriesTest {

    private static final JobRule JOB = Given.job(new LeastSeries(0.05));

    /** 10 000 targets of very different size, five of them giants, over 10 collectors. */
    @Nested
    class OfSkewedTargets {

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void theFirstAssignmentIsEven(long seed) {
            AssignmentRequest request = first(seed, Given.collectors(seed, 10));

            Balance balance = Balance.of(request, Assigner.assign(request));

            print("first", seed, balance, 0);
            assertThat(balance.imbalanceOfSeries()).isLessThan(1.001);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void anEleventhCollectorMovesOnePercentAtMost(long seed) {
            List<Collector> eleven = Given.collectors(seed, 11);
            AssignmentRequest before = first(seed, Given.without(eleven, 5));
            AssignmentRequest request = Given.after(Assigner.assign(before), before.keys(), eleven);

            Assignment after = Assigner.assign(request);

            Difference difference = Difference.of(request, after);
            Balance balance = Balance.of(request, after);
            print("10 to 11", seed, balance, difference.share());
            assertThat(difference.share()).isLessThanOrEqualTo(0.01);
            assertThat(balance.imbalanceOfSeries()).isLessThanOrEqualTo(1.05);
        }

        /** The leaver's own targets have to move; counted are those that nobody forced to. */
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void aLeavingCollectorMovesOnePercentAtMostBeyondItsOwn(long seed) {
            List<Collector> ten = Given.collectors(seed, 10);
            AssignmentRequest before = first(seed, ten);
            AssignmentRequest request = Given.after(Assigner.assign(before), before.keys(), Given.without(ten, 5));

            Assignment after = Assigner.assign(request);

            Difference difference = Difference.of(request, after);
            Balance balance = Balance.of(request, after);
            int own = difference.counts().getOrDefault(Difference.Reason.COLLECTOR_LEFT, 0);
            print("10 to 9", seed, balance, (difference.size() - own) / 10_000.0);
            assertThat(difference.size() - own).isLessThanOrEqualTo(100);
            assertThat(balance.imbalanceOfSeries()).isLessThanOrEqualTo(1.05);
        }

        private AssignmentRequest first(long seed, List<Collector> collectors) {
            return Given.request(Given.keys(seed, JOB, Given.skewedSeries(seed, 10_000)), collectors);
        }

        private void print(String what, long seed, Balance balance, double share) {
            System.out.printf(
                    ">>> least-series, %s, seed %d: max/mean %.4f, moved %.2f %%%n",
                    what, seed, balance.imbalanceOfSeries(), 100 * share);
        }
    }

    @Nested
    class WhenTargetsGrow {

        private final List<Collector> two = List.of(Given.inZone("a", ""), Given.inZone("b", ""));

        @Test
        void nothingMovesWithinEpsilon() {
            assertThat(moved(Rebalancing.FULL, 104, 100, 100, 100)).isZero();
        }

        /** a has 400, b 100: the mean is 250, and the heaviest that fits the gap of 150 goes. */
        @Test
        void theHeaviestThatFitsTheGapMoves() {
            AssignmentRequest request = grown(Rebalancing.FULL, 160, 40, 140, 30, 100, 30);

            Difference difference = Difference.of(request, Assigner.assign(request));

            assertThat(difference.move(0))
                    .isEqualTo(new Difference.Move(
                            request.keys().key(2), List.of("a"), List.of("b"), Difference.Reason.LOAD));
            assertThat(difference.size()).isOne();
            assertThat(Balance.of(request, Assigner.assign(request)).imbalanceOfSeries())
                    .isLessThanOrEqualTo(1.05);
        }

        @Test
        void nothingMovesForLoadIfTheCallerSaysSo() {
            assertThat(moved(Rebalancing.NONE, 160, 40, 140, 30, 100, 30)).isZero();
        }

        @Test
        void noMoreMoveThanTheCallerAllows() {
            double[] series = IntStream.range(0, 100)
                    .mapToDouble(i -> i % 2 == 0 ? 100 : 1)
                    .toArray();

            assertThat(moved(new Rebalancing(3, false), series)).isEqualTo(3);
        }

        private int moved(Rebalancing rebalancing, double... series) {
            AssignmentRequest request = grown(rebalancing, series);
            return Difference.of(request, Assigner.assign(request)).size();
        }

        /** Of equal targets a got the first, b the second, and so on; then they grew. */
        private AssignmentRequest grown(Rebalancing rebalancing, double... series) {
            double[] equal = new double[series.length];
            Arrays.fill(equal, 1);
            Assignment before = Assigner.assign(Given.request(Given.keys(1, JOB, equal), two));
            return Given.rebalanced(Given.after(before, Given.keys(1, JOB, series), two), rebalancing);
        }
    }

    @Nested
    class Fill {

        @Test
        void bringsANewCollectorToItsShareAFewAtATime() {
            List<Collector> eleven = Given.collectors(11);
            KeyTable keys = Given.keys(1, JOB, Given.skewedSeries(1, 10_000));
            Assignment assignment = Assigner.assign(Given.request(keys, Given.without(eleven, 10)));
            int rounds = 0;
            int moved = -1;
            while (moved != 0 && rounds++ < 100) {
                AssignmentRequest request =
                        Given.rebalanced(Given.after(assignment, keys, eleven), new Rebalancing(10, true));
                assignment = Assigner.assign(request);
                moved = Difference.of(request, assignment).size();
                assertThat(moved).isLessThanOrEqualTo(10);
            }

            List<Balance.Share> shares =
                    Balance.of(Given.request(keys, eleven), assignment).shares();
            double mean =
                    shares.stream().mapToDouble(Balance.Share::series).average().orElseThrow();
            assertThat(moved).isZero();
            assertThat(shares).allMatch(share -> share.series() >= 0.95 * mean && share.series() <= 1.05 * mean);
        }
    }

    @Nested
    class Besides {

        @Test
        void whatOtherStrategiesPlacedCounts() {
            List<JobRule> jobs =
                    List.of(new JobRule("fixed", new Ring(), 1), new JobRule("free", new LeastSeries(0.05), 1));
            double[] series = new double[1_000];
            int[] jobOf = new int[1_000];
            Arrays.setAll(series, i -> i < 20 ? 1_000 : 100);
            Arrays.setAll(jobOf, i -> i < 20 ? 0 : 1);
            AssignmentRequest request =
                    Given.request(Given.keys(1, jobs, jobOf, series, (key, label) -> ""), Given.collectors(4));

            assertThat(Balance.of(request, Assigner.assign(request)).imbalanceOfSeries())
                    .isLessThan(1.002);
        }

        @Test
        void aCollectorThatOthersFillGetsNothingMore() {
            List<JobRule> jobs =
                    List.of(new JobRule("fixed", new All(), 1), new JobRule("free", new LeastSeries(0.05), 1));
            AssignmentRequest request = Given.pinned(
                    Given.request(
                            Given.keys(
                                    1,
                                    jobs,
                                    new int[] {1, 1, 1, 1, 1},
                                    new double[] {900, 10, 10, 10, 10},
                                    (k, l) -> ""),
                            Given.collectors(3)),
                    Map.of(Given.keys(1, JOB, new double[5]).key(0), "10.0.0.2:9090"));

            assertThat(Balance.of(request, Assigner.assign(request)).shares().stream()
                            .map(Balance.Share::series))
                    .containsExactly(20.0, 900.0, 20.0);
        }

        @Test
        void weightsSayHowMuch() {
            List<Collector> collectors = List.of(
                    Given.collector("a", 1, Double.POSITIVE_INFINITY, Map.of()),
                    Given.collector("b", 3, Double.POSITIVE_INFINITY, Map.of()));
            AssignmentRequest request = Given.request(Given.keys(1, JOB, Given.skewedSeries(1, 4_000)), collectors);

            Balance balance = Balance.of(request, Assigner.assign(request));

            assertThat(balance.shares().get(1).series()
                            / balance.shares().get(0).series())
                    .isCloseTo(3, within(0.01));
        }
    }

    @Nested
    class Capacity {

        @Test
        void aTargetTooBigForAllIsNamedAndTheOthersArePlaced() {
            List<Collector> collectors = List.of(Given.withCapacity("a", 1_000), Given.withCapacity("b", 2_000));
            KeyTable keys = Given.keys(1, JOB, 10, 5_000, 10);

            Assignment assignment = Assigner.assign(Given.request(keys, collectors));

            assertThat(assignment.unplaced())
                    .containsExactly(new Assignment.Unplaced(
                            keys.key(1),
                            "it has 5000 series, more than any collector may have: b may have the most, 2000"));
            assertThat(assignment.at(0)).isNotEmpty();
            assertThat(assignment.at(2)).isNotEmpty();
        }

        @Test
        void aTargetForWhichNobodyHasRoomLeftIsNamed() {
            List<Collector> collectors = List.of(Given.withCapacity("a", 1_000), Given.withCapacity("b", 2_000));
            KeyTable keys = Given.keys(1, JOB, 800, 1_900, 300);

            assertThat(Assigner.assign(Given.request(keys, collectors)).unplaced())
                    .containsExactly(new Assignment.Unplaced(
                            keys.key(2),
                            "it has 300 series, and no collector has room for them: a has the most, 200 of 1000"));
        }

        @Test
        void aBigTargetGoesWhereItFits() {
            List<Collector> collectors = List.of(Given.withCapacity("a", 1_000), Given.withCapacity("b", 6_000));

            assertThat(Assigner.assign(Given.request(Given.keys(1, JOB, 5_000), collectors))
                            .at(0))
                    .containsExactly("b");
        }

        @Test
        void whoIsOverItGivesToThoseWhoAreNot() {
            List<Collector> collectors = List.of(Given.withCapacity("a", 1_000), Given.withCapacity("b", 10_000));
            double[] small = new double[20];
            Arrays.fill(small, 100);
            double[] grown = new double[20];
            Arrays.fill(grown, 300);
            Assignment before = Assigner.assign(Given.request(Given.keys(1, JOB, small), collectors));
            AssignmentRequest request = Given.after(before, Given.keys(1, JOB, grown), collectors);

            Balance balance = Balance.of(request, Assigner.assign(request));

            assertThat(balance.shares().getFirst().series()).isEqualTo(900);
            assertThat(balance.shares()).noneMatch(Balance.Share::isOverfull);
        }

        /** To stop scraping what is scraped well because all have grown would help nobody. */
        @Test
        void whereNobodyHasRoomAllStay() {
            List<Collector> collectors = List.of(Given.withCapacity("a", 1_000), Given.withCapacity("b", 1_000));
            double[] small = new double[20];
            Arrays.fill(small, 100);
            double[] grown = new double[20];
            Arrays.fill(grown, 300);
            Assignment before = Assigner.assign(Given.request(Given.keys(1, JOB, small), collectors));
            AssignmentRequest request = Given.after(before, Given.keys(1, JOB, grown), collectors);

            Assignment after = Assigner.assign(request);

            assertThat(after.unplaced()).isEmpty();
            assertThat(Difference.of(request, after).size()).isZero();
        }
    }

    @Nested
    class Replicas {

        private final JobRule twice = Given.job(new LeastSeries(0.05), 2);

        @Test
        void areInDifferentZonesAndEven() {
            List<Collector> six = List.of(
                    Given.inZone("a1", "a"),
                    Given.inZone("a2", "a"),
                    Given.inZone("a3", "a"),
                    Given.inZone("b1", "b"),
                    Given.inZone("b2", "b"),
                    Given.inZone("b3", "b"));
            AssignmentRequest request =
                    Given.inZones(Given.request(Given.keys(1, twice, Given.skewedSeries(1, 5_000)), six));

            Assignment assignment = Assigner.assign(request);

            assertThat(Balance.of(request, assignment).imbalanceOfSeries()).isLessThan(1.01);
            for (int key = 0; key < assignment.size(); key++) {
                assertThat(assignment.at(key)).extracting(id -> id.charAt(0)).containsExactlyInAnyOrder('a', 'b');
            }
        }

        @Test
        void leaveASharedZoneWhenASecondJoins() {
            List<Collector> one = List.of(Given.inZone("a1", "a"), Given.inZone("a2", "a"));
            KeyTable keys = Given.keys(1, twice, Given.skewedSeries(1, 500));
            Assignment before = Assigner.assign(Given.inZones(Given.request(keys, one)));
            AssignmentRequest request =
                    Given.inZones(Given.after(before, keys, Given.with(one, Given.inZone("b1", "b"))));

            Assignment after = Assigner.assign(request);

            for (int key = 0; key < after.size(); key++) {
                assertThat(after.at(key)).hasSize(2).contains("b1");
            }
        }
    }

    @Test
    void aTargetOfWhichNothingIsKnownCountsAsOneSeries() {
        KeyTable keys = Given.keys(1, JOB, 0, Double.NaN, -5, Double.POSITIVE_INFINITY);
        AssignmentRequest request = Given.request(keys, Given.collectors(4));

        assertThat(Balance.of(request, Assigner.assign(request)).shares()).allMatch(share -> share.series() == 1);
    }

    @Test
    void refusesAnEpsilonOfNothing() {
        assertThatThrownBy(() -> new LeastSeries(0))
                .hasMessage("the epsilon of least-series must be above 0, got: 0.0");
    }
}
