package io.promshard.target.handover;

import static io.promshard.target.report.ScrapeHealth.DOWN;
import static io.promshard.target.report.ScrapeHealth.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.target.assign.Assignment;
import io.promshard.target.collector.CollectorState;
import io.promshard.target.collector.CollectorStates;
import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.handover.EndedMove.Result;
import io.promshard.target.handover.Move.Reason;
import io.promshard.target.model.Collector;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.Reports;
import io.promshard.target.report.ScrapeHealth;
import io.promshard.target.report.ScrapedTarget;
import io.promshard.target.spec.HandoverSpec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private static final HandoverSpec SPEC =
            new HandoverSpec(Duration.ofSeconds(15), 3, 0.1, Duration.ofSeconds(1), Duration.ofSeconds(60));
    private static final List<String> IDS = List.of("a", "b", "c", "d");

    private final TreeMap<String, CollectorState> states = new TreeMap<>(Map.of(
            "a", CollectorState.LIVE, "b", CollectorState.LIVE, "c", CollectorState.LIVE, "d", CollectorState.LIVE));
    private final List<EndedMove> ended = new ArrayList<>();
    private TreeMap<Long, List<String>> desired = new TreeMap<>();
    private final Set<Long> unsure = new HashSet<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Reports reports = Reports.NONE;
    private Layout layout = Layout.EMPTY;
    private Step last = new Step(layout, List.of(), List.of(), 0, 0);

    @Test
    void nothingChangesForATargetOfWhichNobodyKnowsWhetherItIsThere() {
        want(1, "a");
        want(2, "b");
        step();
        desired.remove(2L);
        unsure.add(2L);

        step();

        assertThat(layout.holders(2)).containsExactly("b");
        assertThat(last.vanished()).isZero();
        unsure.clear();
        step();
        assertThat(layout.holders(2)).isEmpty();
        assertThat(last.vanished()).isOne();
    }

    @Test
    void aMoveWaitsWhileNobodyKnowsWhetherItsTargetIsThere() {
        want(1, "a");
        want(3, "a");
        step();
        want(1, "b");
        step();
        List<Move> moves = layout.moves();
        assertThat(moves).hasSize(1);
        desired.remove(1L);
        unsure.add(1L);
        after(3600);

        step();

        assertThat(layout.moves()).isEqualTo(moves);
        assertThat(layout.holders(1)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void newTargetsAreGivenAndVanishedOnesTakenAtOnce() {
        want(1, "a");
        want(2, "b", "c");
        step();
        assertThat(layout.holders(1)).containsExactly("a");
        assertThat(layout.holders(2)).containsExactly("b", "c");
        assertThat(last.appeared()).isEqualTo(2);

        desired.remove(2L);
        step();

        assertThat(layout.holders(2)).isEmpty();
        assertThat(last.vanished()).isEqualTo(1);
        assertThat(layout.counts()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void whereNothingChangesTheLayoutIsTheVerySame() {
        held(1, "a");
        Layout before = layout;

        step();

        assertThat(layout).isSameAs(before);
    }

    @Test
    void aKeyThatIsUnplacedStaysWhereItIs() {
        held(1, "a");
        want(1);
        want(2);

        step();

        assertThat(layout.holders(1)).containsExactly("a");
        assertThat(layout.size()).isEqualTo(1);
    }

    @Nested
    class APlannedMove {

        @Test
        void isAddedFirstAndTakenWhenTheNewOneScrapes() {
            held(1, "a");
            want(1, "b");
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");
            assertThat(layout.moves()).extracting(Move::reason).containsExactly(Reason.REBALANCED);
            assertThat(layout.awaited()).containsExactly("a", "b");

            after(2);
            reports("a", scraped(1, UP, 1));
            reports("b");
            step();
            assertThat(layout.holders(1)).as("not picked up yet").containsExactly("a", "b");

            after(2);
            reports("b", scraped(1, UP, 1));
            step();

            assertThat(layout.holders(1)).containsExactly("b");
            assertThat(ended).extracting(EndedMove::result).containsExactly(Result.MOVED);
            assertThat(ended.getFirst().move().firstScraped()).contains(now.minusSeconds(1));
        }

        @Test
        void isNotConfirmedByAScrapeFromBeforeIt() {
            held(1, "a");
            want(1, "b");
            step();
            after(1);
            reports("a", scraped(1, UP, 1));
            reports("b", scraped(1, UP, 5));

            step();

            assertThat(layout.holders(1)).containsExactly("a", "b");
        }

        @Test
        void waitsUntilAllTargetsOfTheKeyThatTheOldOneScrapesAreScraped() {
            held(1, "a");
            want(1, "b");
            step();
            after(20);
            reports("a", scraped(1, UP, 1), scraped(1, UP, 1), scraped(1, DOWN, 1));
            reports("b", scraped(1, UP, 1), scraped(1, DOWN, 1), scraped(1, DOWN, 1));
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");

            after(15);
            reports("a", scraped(1, UP, 1), scraped(1, UP, 1), scraped(1, DOWN, 1));
            reports("b", scraped(1, UP, 1), scraped(1, UP, 1), scraped(1, DOWN, 1));
            step();

            assertThat(layout.holders(1)).containsExactly("b");
        }

        @Test
        void isRolledBackIfTheNewOneCannotScrapeWhatTheOldOneDoesAndRests() {
            held(1, "a");
            want(1, "b");
            step();
            after(59);
            reports("a", scraped(1, UP, 1));
            reports("b", scraped(1, DOWN, 1));
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");

            after(1);
            step();
            assertThat(layout.holders(1)).containsExactly("a");
            assertThat(ended).extracting(EndedMove::result).containsExactly(Result.ROLLED_BACK);

            after(59);
            step();
            assertThat(layout.moves()).isEmpty();
            after(1);
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");
        }

        @Test
        void isRolledBackIfTheNewOneDropsTheTarget() {
            held(1, "a");
            want(1, "b");
            step();
            after(60);
            reports("a", scraped(1, UP, 1));
            reports("b");

            step();

            assertThat(layout.holders(1)).containsExactly("a");
        }

        @Test
        void isDoneAtOnceIfTheOldOneDropsTheTarget() {
            held(1, "a");
            want(1, "b");
            step();
            after(1);
            reports("a");
            reports("b");

            step();

            assertThat(layout.holders(1)).containsExactly("b");
            assertThat(ended).extracting(EndedMove::result).containsExactly(Result.UNCONFIRMED);
        }

        @Test
        void needsNoSuccessIfTheTargetIsDownForBoth() {
            held(1, "a");
            want(1, "b");
            step();
            after(5);
            reports("a", scraped(1, DOWN, 1));
            reports("b", scraped(1, DOWN, 1));

            step();

            assertThat(layout.holders(1)).containsExactly("b");
        }

        @Test
        void waitsLongerWhileTheNewOneCannotBeAsked() {
            held(1, "a");
            want(1, "b");
            step();
            after(299);
            reports("a", scraped(1, UP, 1));
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");

            after(1);
            reports("a", scraped(1, UP, 1));
            step();

            assertThat(layout.holders(1)).containsExactly("a");
        }

        @Test
        void waitsWhileTheChecksOfTheNewOneFail() {
            held(1, "a");
            want(1, "b");
            step();
            after(5);
            reports("b", scraped(1, UP, 1));
            states.put("b", CollectorState.FAILING);
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");

            states.put("b", CollectorState.LIVE);
            step();

            assertThat(layout.holders(1)).containsExactly("b");
        }

        @Test
        void doesNotBeginWhileTheChecksOfTheNewOneFail() {
            held(1, "a");
            want(1, "b");
            states.put("b", CollectorState.FAILING);

            step();

            assertThat(layout.holders(1)).containsExactly("a");
        }

        @Test
        void endsIfTheNewOneDies() {
            held(1, "a");
            want(1, "b");
            step();
            states.put("b", CollectorState.DEAD);
            want(1, "c");
            reports = reports.failed("b", now, "refused");
            step();

            assertThat(layout.holders(1)).containsExactly("a", "c");
            assertThat(ended).extracting(EndedMove::result).containsExactly(Result.RECEIVER_DIED);
        }

        @Test
        void isCancelledIfTheOldOneIsWantedAgain() {
            held(1, "a");
            want(1, "b");
            step();
            after(1);
            want(1, "a");
            reports("a", scraped(1, UP, 1));

            step();

            assertThat(layout.holders(1)).containsExactly("a");
            assertThat(ended).extracting(EndedMove::result).containsExactly(Result.CANCELLED);
        }

        @Test
        void isRedirectedToAThirdOne() {
            held(1, "a");
            want(1, "b");
            step();
            after(1);
            want(1, "c");
            reports("a", scraped(1, UP, 1));
            reports("b");

            step();

            assertThat(layout.holders(1)).containsExactly("a", "c");
        }

        @Test
        void isFinishedFirstIfItIsAsGoodAsDoneWhenAThirdOneIsWanted() {
            held(1, "a");
            want(1, "b");
            step();
            after(5);
            want(1, "c");
            reports("a", scraped(1, UP, 1));
            reports("b", scraped(1, UP, 1));
            step();
            assertThat(layout.holders(1)).containsExactly("b", "c");
        }

        @Test
        void neverLeavesTheHolderThatScrapes() {
            held(1, "a");
            want(1, "b");
            step();
            after(5);
            want(1, "a");
            reports("a", scraped(1, DOWN, 1));
            reports("b", scraped(1, UP, 1));
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");

            after(5);
            reports("a", scraped(1, UP, 1));
            reports("b", scraped(1, UP, 1));
            step();

            assertThat(layout.holders(1)).containsExactly("a");
        }
    }

    @Nested
    class Limits {

        @Test
        void noMoreKeysMoveThanMay() {
            for (long key = 1; key <= 10; key++) {
                held(key, "a");
                want(key, "b");
            }

            step();

            assertThat(layout.moves()).extracting(Move::key).containsExactly(1L, 2L, 3L);
        }

        @Test
        void theShareCountsIfItIsMore() {
            for (long key = 1; key <= 100; key++) {
                held(key, "a");
                want(key, "b");
            }

            step();

            assertThat(layout.moves()).hasSize(10);
        }

        @Test
        void removalsFromOneCollectorComeInBatches() {
            held(1, "a");
            held(2, "a");
            want(1, "b");
            want(2, "b");
            step();
            after(5);
            reports("a", scraped(1, UP, 1), scraped(2, UP, 1));
            reports("b", scraped(1, UP, 1));
            step();
            assertThat(layout.counts()).isEqualTo(Map.of("a", 1, "b", 2));
            now = now.plusMillis(500);
            reports("b", scraped(1, UP, 1), scraped(2, UP, 1));
            step();
            assertThat(layout.counts()).isEqualTo(Map.of("a", 1, "b", 2));

            now = now.plusMillis(500);
            step();

            assertThat(layout.counts()).isEqualTo(Map.of("b", 2));
        }

        @Test
        void onlyOneHolderIsTooManyAtATime() {
            held(1, "a", "b");
            want(1, "c", "d");
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b", "c");

            after(5);
            reports("a", scraped(1, UP, 1));
            reports("b", scraped(1, UP, 1));
            reports("c", scraped(1, UP, 1));
            step();

            assertThat(layout.holders(1)).containsExactly("b", "c", "d");
        }
    }

    @Nested
    class TheDead {

        @Test
        void losesAllAtOnceWhateverTheLimits() {
            for (long key = 1; key <= 10; key++) {
                held(key, "a");
                want(key, "b");
            }
            states.put("a", CollectorState.DEAD);
            step();
            assertThat(layout.moves()).hasSize(10).extracting(Move::reason).containsOnly(Reason.DIED);
            assertThat(layout.counts()).containsEntry("b", 10);

            after(5);
            reports(
                    "b",
                    LongStream.rangeClosed(1, 10)
                            .mapToObj(key -> scraped(key, UP, 1))
                            .toArray(ScrapedTarget[]::new));
            step();

            assertThat(layout.counts()).isEqualTo(Map.of("b", 10));
            assertThat(ended).extracting(EndedMove::result).containsOnly(Result.MOVED);
        }

        @Test
        void keepsWhatItSaysThatItScrapesUntilAnotherDoes() {
            held(1, "a");
            want(1, "b");
            states.put("a", CollectorState.DEAD);
            step();
            after(600);
            reports("a", scraped(1, UP, 1));
            reports("b", scraped(1, DOWN, 1));

            step();

            assertThat(layout.holders(1)).containsExactly("a", "b");
        }

        @Test
        void isForgottenEvenIfItsTargetsAreDown() {
            held(1, "a");
            want(1, "b");
            states.put("a", CollectorState.DEAD);
            step();
            after(5);
            reports = reports.failed("a", now, "refused");
            reports("b", scraped(1, DOWN, 1));

            step();

            assertThat(layout.holders(1)).containsExactly("b");
        }

        @Test
        void leavesItsReplicaAlone() {
            held(1, "a", "b");
            want(1, "b", "c");
            states.put("a", CollectorState.DEAD);
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b", "c");
            after(5);
            reports("c", scraped(1, UP, 1));

            step();

            assertThat(layout.holders(1)).containsExactly("b", "c");
        }
    }

    @Nested
    class Replicas {

        @Test
        void areAddedAtOnce() {
            held(1, "a");
            want(1, "a", "b", "c");

            step();

            assertThat(layout.holders(1)).containsExactly("a", "b", "c");
            assertThat(layout.moves()).isEmpty();
        }

        @Test
        void areTakenWhenAnotherIsKnownToScrape() {
            held(1, "a", "b");
            want(1, "b");
            step();
            assertThat(layout.holders(1)).containsExactly("a", "b");
            assertThat(layout.awaited()).containsExactly("a", "b");
            reports("a", scraped(1, UP, 1));
            reports("b", scraped(1, UP, 1));

            step();

            assertThat(layout.holders(1)).containsExactly("b");
        }
    }

    @Test
    void aLayoutIsRebuiltFromReports() {
        reports("a", scraped(1, UP, 1), scraped(2, UP, 1), scraped(2, UP, 1));
        reports("b", scraped(2, DOWN, 1));

        Layout rebuilt = Layout.reported(reports.latest().values());

        assertThat(rebuilt.holders(1)).containsExactly("a");
        assertThat(rebuilt.holders(2)).containsExactly("a", "b");
        assertThat(rebuilt.size()).isEqualTo(2);
    }

    private void held(long key, String... holders) {
        TreeMap<String, Set<Long>> keys = new TreeMap<>();
        for (int i = 0; i < layout.size(); i++) {
            for (String holder : layout.at(i)) {
                keys.computeIfAbsent(holder, h -> new TreeSet<>()).add(layout.key(i));
            }
        }
        for (String holder : holders) {
            keys.computeIfAbsent(holder, h -> new TreeSet<>()).add(key);
        }
        TreeMap<String, long[]> columns = new TreeMap<>();
        keys.forEach(
                (id, held) -> columns.put(id, held.stream().mapToLong(k -> k).toArray()));
        layout = Layout.of(columns, List.of());
        want(key, holders);
    }

    private void want(long key, String... owners) {
        desired.put(key, List.of(owners));
    }

    private void after(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private void reports(String collector, ScrapedTarget... targets) {
        reports = reports.with(new CollectorReport(collector, now, Arrays.asList(targets), 0));
    }

    private ScrapedTarget scraped(long key, ScrapeHealth health, long secondsAgo) {
        return new ScrapedTarget(key, "job", health, now.minusSeconds(secondsAgo), "", 1);
    }

    private void step() {
        TargetSet targets = TargetSet.of(desired.keySet().stream()
                .map(key -> new Target("job", Labels.EMPTY, Labels.EMPTY, key))
                .toList());
        last = Handover.step(
                layout, assignment(), new Presence(targets, unsure::contains), states(), reports, now, SPEC);
        layout = last.after();
        ended.addAll(last.ended());
    }

    private Assignment assignment() {
        int[] starts = new int[desired.size() + 1];
        List<Integer> owners = new ArrayList<>();
        int at = 0;
        for (List<String> wanted : desired.values()) {
            wanted.forEach(id -> owners.add(IDS.indexOf(id)));
            starts[++at] = owners.size();
        }
        return new Assignment(
                IDS,
                desired.keySet().stream().mapToLong(key -> key).toArray(),
                starts,
                owners.stream().mapToInt(owner -> owner).toArray(),
                List.of());
    }

    private CollectorStates states() {
        TreeMap<String, CollectorStatus> all = new TreeMap<>();
        states.forEach((id, state) -> all.put(
                id,
                new CollectorStatus(
                        new Collector(id, URI.create("http://" + id), 1, 1, Map.of()),
                        state,
                        now,
                        now,
                        Instant.MAX,
                        List.of(),
                        true,
                        "")));
        return new CollectorStates(all, Set.of(), now, true);
    }
}
