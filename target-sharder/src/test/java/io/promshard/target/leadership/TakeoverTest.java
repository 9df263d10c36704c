package io.promshard.target.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.assign.Assignment;
import io.promshard.target.leadership.Takeover.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeoverTest {

    private static final Set<String> BOTH = Set.of("a", "b");

    @Nested
    class Judge {

        @ParameterizedTest
        @CsvSource({"0, true", "30, true", "31, false", "100, false"})
        void letsAPlanPassThatDiffersInThirtyPerCentAtMost(int different, boolean acts) {
            Verdict verdict = judge(0, all(100, "a"), mixed(100, different), BOTH);

            assertThat(verdict instanceof Verdict.Act).isEqualTo(acts);
        }

        @Test
        void saysWhyItWaits() {
            assertThat(judge(0, all(1_000, "a"), mixed(1_000, 412), BOTH))
                    .isEqualTo(new Verdict.Wait("plan and collectors differ in 412 of 1000 keys (41.2 %), more than"
                            + " 30.0 %: nothing is changed in this cycle"));
        }

        @Test
        void believesAPlanThatStays() {
            assertThat(judge(2, all(10, "a"), all(10, "b"), BOTH)).isInstanceOf(Verdict.Wait.class);
            assertThat(judge(3, all(10, "a"), all(10, "b"), BOTH)).isEqualTo(new Verdict.Act());
        }

        @Test
        void actsWhereNothingIsScrapedYet() {
            assertThat(judge(0, all(10, "a"), Assignment.NONE, BOTH)).isEqualTo(new Verdict.Act());
        }

        @Test
        void waitsWhileNoCollectorHasAnswered() {
            assertThat(judge(0, all(10, "a"), Assignment.NONE, Set.of())).isInstanceOf(Verdict.Wait.class);
        }

        @Test
        void actsWhereThereAreNoCollectors() {
            assertThat(judge(0, Assignment.NONE, Assignment.NONE, Set.of())).isEqualTo(new Verdict.Act());
        }

        @Test
        void concludesNothingFromACollectorThatDidNotAnswer() {
            Assignment plan = assignment(Map.of(1L, List.of("a"), 2L, List.of("b"), 3L, List.of("b")));
            Assignment reported = assignment(Map.of(1L, List.of("a")));

            assertThat(judge(0, plan, reported, Set.of("a"))).isEqualTo(new Verdict.Act());
            assertThat(judge(0, plan, reported, BOTH)).isInstanceOf(Verdict.Wait.class);
        }

        @Test
        void countsTargetsThatThePlanDoesNotKnow() {
            assertThat(judge(0, all(5, "a"), all(10, "a"), BOTH)).isInstanceOf(Verdict.Wait.class);
        }

        @Test
        void doesNotMindTheOrderOfReplicas() {
            Assignment plan = assignment(Map.of(1L, List.of("a", "b")));
            Assignment reported = assignment(Map.of(1L, List.of("b", "a")));

            assertThat(judge(0, plan, reported, BOTH)).isEqualTo(new Verdict.Act());
        }

        private static Verdict judge(int cycle, Assignment plan, Assignment reported, Set<String> answered) {
            return Takeover.STANDARD.judge(cycle, plan, reported, answered);
        }
    }

    @Nested
    class Begin {

        @Test
        void isWhatCollectorsReportIfThereIsNoSnapshot() {
            Assignment reported = assignment(Map.of(-5L, List.of("a"), 1L, List.of("a", "b")));

            assertThat(asMap(Takeover.begin(Assignment.NONE, reported)))
                    .isEqualTo(Map.of(-5L, List.of("a"), 1L, List.of("a", "b")));
        }

        @Test
        void isTheSnapshotIfNobodyReports() {
            Assignment snapshot = all(100, "b");

            assertThat(asMap(Takeover.begin(snapshot, Assignment.NONE))).isEqualTo(asMap(snapshot));
        }

        @Test
        void forgetsNobodyWhoMayHaveAKeyAndTrustsReportsFirst() {
            Assignment snapshot = assignment(Map.of(1L, List.of("a", "b"), 2L, List.of("a"), 3L, List.of("c")));
            Assignment reported = assignment(Map.of(1L, List.of("b"), 2L, List.of("b"), 4L, List.of("c")));

            assertThat(asMap(Takeover.begin(snapshot, reported)))
                    .isEqualTo(
                            Map.of(1L, List.of("b", "a"), 2L, List.of("b", "a"), 3L, List.of("c"), 4L, List.of("c")));
        }

        @Test
        void isNothingFromNothing() {
            assertThat(Takeover.begin(Assignment.NONE, Assignment.NONE).size()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 1", "1.1, 1", "NaN, 1", "0.5, -1"})
    void refusesWhatIsNoShareOrNoCount(double tolerance, int cycles) {
        assertThatThrownBy(() -> new Takeover(tolerance, cycles)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Assignment all(int keys, String collector) {
        Map<Long, List<String>> owners = new LinkedHashMap<>();
        IntStream.range(0, keys).forEach(i -> owners.put((long) i, List.of(collector)));
        return assignment(owners);
    }

    private static Assignment mixed(int keys, int onB) {
        Map<Long, List<String>> owners = new LinkedHashMap<>();
        IntStream.range(0, keys).forEach(i -> owners.put((long) i, List.of(i < onB ? "b" : "a")));
        return assignment(owners);
    }

    private static Assignment assignment(Map<Long, List<String>> owners) {
        OwnerUnion builder = new OwnerUnion();
        new TreeMap<>(owners).forEach((key, collectors) -> {
            builder.key(key);
            builder.owners(collectors);
        });
        return builder.build();
    }

    private static Map<Long, List<String>> asMap(Assignment assignment) {
        Map<Long, List<String>> map = new LinkedHashMap<>();
        IntStream.range(0, assignment.size()).forEach(i -> map.put(assignment.key(i), assignment.at(i)));
        return map;
    }
}
