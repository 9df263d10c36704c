package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Assignment.Unplaced;
import io.promshard.target.assign.Strategy.Affinity;
import io.promshard.target.assign.Strategy.All;
import io.promshard.target.assign.Strategy.Bounded;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever is asked: each seed is a chain of requests, each with the decision before it as what was before. */
class AssignerTest {

    private static final int CHAINS = 40;
    private static final int LENGTH = 5;

    @FunctionalInterface
    private interface Check {
        void check(AssignmentRequest request, Assignment assignment);
    }

    /** A failure names the seed of its chain. */
    private static void always(long first, Check check) {
        for (long seed = first; seed < first + CHAINS; seed++) {
            RandomRequests requests = new RandomRequests(seed);
            Assignment previous = Assignment.NONE;
            for (int link = 0; link < LENGTH; link++) {
                AssignmentRequest request = requests.next(previous);
                try {
                    previous = Assigner.assign(request);
                    check.check(request, previous);
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("seed " + seed + ", link " + link, failure);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000})
    void everyKeyIsPlacedOrNamedWithTheReason(long seed) {
        always(seed, (request, assignment) -> {
            assertThat(assignment.size()).isEqualTo(request.keys().size());
            Set<Long> unplaced = new HashSet<>();
            for (Unplaced key : assignment.unplaced()) {
                assertThat(key.reason()).isNotBlank();
                unplaced.add(key.key());
            }
            for (int key = 0; key < assignment.size(); key++) {
                assertThat(assignment.key(key)).isEqualTo(request.keys().key(key));
                assertThat(assignment.at(key).isEmpty()).isEqualTo(unplaced.contains(assignment.key(key)));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000})
    void noKeyIsTwiceOnOneCollectorNorOnMoreThanItHasReplicas(long seed) {
        always(seed, (request, assignment) -> {
            for (int key = 0; key < assignment.size(); key++) {
                assertThat(assignment.at(key)).doesNotHaveDuplicates();
                if (!everywhere(request.keys().job(key).strategy())) {
                    assertThat(assignment.at(key))
                            .hasSizeLessThanOrEqualTo(request.keys().job(key).replicas());
                }
            }
        });
    }

    private static boolean everywhere(Strategy strategy) {
        return switch (strategy) {
            case All all -> true;
            case Affinity affinity ->
                everywhere(affinity.within()) || affinity.otherwise().stream().anyMatch(AssignerTest::everywhere);
            case Ring ring -> false;
            case Bounded bounded -> false;
            case LeastSeries least -> false;
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000})
    void onlyCollectorsOfTheRequestGetKeys(long seed) {
        always(
                seed,
                (request, assignment) -> assertThat(assignment.collectors())
                        .isEqualTo(
                                request.collectors().stream().map(Collector::id).toList())
                        .isSorted());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000})
    void theSameIsDecidedAgainWhateverTheOrderOfCollectors(long seed) {
        always(seed, (request, assignment) -> {
            List<Collector> shuffled = new ArrayList<>(request.collectors());
            Collections.shuffle(shuffled, new Random(seed));
            AssignmentRequest again = new AssignmentRequest(
                    request.keys(),
                    shuffled,
                    request.pins(),
                    request.replicaTag(),
                    request.previous(),
                    request.rebalancing());

            assertThat(Assigner.assign(again)).isEqualTo(assignment);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000, 2000, 3000})
    void nothingMovesWhileNothingChanges(long seed) {
        always(seed, (request, assignment) -> {
            AssignmentRequest again = Given.after(assignment, request);

            assertThat(Difference.of(again, Assigner.assign(again)).size()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000})
    void theFirstOwnerOfAPinnedKeyIsThePinIfItIsThere(long seed) {
        always(
                seed,
                (request, assignment) -> request.pins().forEach((key, collector) -> {
                    if (assignment.collectors().contains(collector)) {
                        assertThat(assignment.of(key)).first().isEqualTo(collector);
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000})
    void aBalanceCountsWhatIsPlaced(long seed) {
        always(seed, (request, assignment) -> {
            double series = 0;
            for (int key = 0; key < assignment.size(); key++) {
                series += request.keys().series(key) * assignment.owners(key);
            }
            assertThat(Balance.of(request, assignment).shares().stream()
                            .mapToDouble(Balance.Share::series)
                            .sum())
                    .isEqualTo(series);
        });
    }
}
