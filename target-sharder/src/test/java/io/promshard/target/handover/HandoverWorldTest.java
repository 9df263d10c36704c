package io.promshard.target.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Assignment;
import io.promshard.target.collector.CollectorStates;
import io.promshard.target.handover.EndedMove.Result;
import io.promshard.target.report.Reports;
import io.promshard.target.spec.HandoverSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hand-overs among simulated collectors, calm and in all kinds of trouble. */
class HandoverWorldTest {

    private static final long MINUTE = 60_000;
    private static final long LONG = 3 * 60 * MINUTE;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "5, 2", "6, 3"})
    void plannedMovesLeaveNoGapAndFewDoubles(long seed, int replicas) {
        World world = settled(seed, replicas, Handover::step);
        long scrapesBefore = world.scrapes;
        long before = world.now;

        world.salt++;
        world.run(10 * MINUTE);

        long expected = (world.now - before) / World.INTERVAL * world.present.size() * replicas;
        long moved = world.ended.stream()
                .filter(move -> move.result() == Result.MOVED)
                .count();
        assertThat(world.breaches).isEmpty();
        assertThat(world.leftovers()).isEmpty();
        assertThat(moved).isGreaterThan(100);
        assertThat((world.scrapes - scrapesBefore - expected) / (double) moved).isLessThanOrEqualTo(1.5);
        assertThat(world.longestDistance).isLessThanOrEqualTo(World.INTERVAL * 105 / 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aDrainMovesAllAwayWithoutAGap(long seed) {
        World world = settled(seed, 1, Handover::step);

        world.drains.add("c1");
        world.run(10 * MINUTE);

        assertThat(world.breaches).isEmpty();
        assertThat(world.leftovers()).isEmpty();
        assertThat(world.layout.counts()).doesNotContainKey("c1").hasSize(4);
        assertThat(world.states.state("c1")).hasToString("DRAINED");
    }

    @ParameterizedTest
    @CsvSource({
        "21, 1", "22, 1", "23, 1", "24, 1", "25, 2", "26, 2", "27, 2", "28, 3", "29, 1", "30, 1", "31, 2", "32, 1"
    })
    void inAllKindsOfTroubleNoTargetIsTakenFromWhoeverScrapesIt(long seed, int replicas) {
        World world = settled(seed, replicas, Handover::step);

        new Trouble(world).run(400);
        assertThat(world.breaches).as("seed " + seed).isEmpty();

        world.run(LONG);
        assertThat(world.breaches).as("seed " + seed).isEmpty();
        assertThat(world.leftovers()).as("seed " + seed).isEmpty();
    }

    @Test
    void theWorldSeesThroughWhoeverRemovesFirst() {
        World world = settled(41, 1, HandoverWorldTest::removeFirst);

        world.salt++;
        world.run(10 * MINUTE);

        assertThat(world.breaches).isNotEmpty();
        assertThat(world.longestDistance).isGreaterThan(World.INTERVAL * 3 / 2);
    }

    @Test
    void theWorldSeesThroughWhoeverDoesNotWait() {
        World world = settled(42, 1, HandoverWorldTest::atOnce);

        world.salt++;
        world.run(10 * MINUTE);

        assertThat(world.breaches).isNotEmpty();
    }

    /** Five collectors that have distributed three hundred targets. */
    static World settled(long seed, int replicas, World.Stepper stepper) {
        World world = new World(seed, replicas, stepper);
        for (int i = 1; i <= 5; i++) {
            world.addCollector("c" + i);
        }
        for (long key = 1; key <= 300; key++) {
            world.addTarget(key);
        }
        world.run(2 * MINUTE);
        assertThat(world.layout.size()).isEqualTo(300);
        assertThat(world.ended).isEmpty();
        return world;
    }

    private static Step atOnce(
            Layout before,
            Assignment desired,
            Presence present,
            CollectorStates states,
            Reports reports,
            Instant now,
            HandoverSpec spec) {
        Map<String, List<Long>> keys = new TreeMap<>();
        for (int i = 0; i < desired.size(); i++) {
            for (String owner : desired.at(i)) {
                keys.computeIfAbsent(owner, o -> new ArrayList<>()).add(desired.key(i));
            }
        }
        return new Step(layout(keys), List.of(), List.of(), 0, 0);
    }

    /** Takes keys from whoever shall not have them, and gives them to the others ten seconds later. */
    private static Step removeFirst(
            Layout before,
            Assignment desired,
            Presence present,
            CollectorStates states,
            Reports reports,
            Instant now,
            HandoverSpec spec) {
        boolean gives = before.size() == 0 || now.getEpochSecond() % 10 == 0;
        Map<String, List<Long>> keys = new TreeMap<>();
        for (int i = 0; i < desired.size(); i++) {
            for (String owner : desired.at(i)) {
                if (gives || before.holders(desired.key(i)).contains(owner)) {
                    keys.computeIfAbsent(owner, o -> new ArrayList<>()).add(desired.key(i));
                }
            }
        }
        return new Step(layout(keys), List.of(), List.of(), 0, 0);
    }

    private static Layout layout(Map<String, List<Long>> keys) {
        Map<String, long[]> columns = new TreeMap<>();
        keys.forEach((id, held) ->
                columns.put(id, held.stream().mapToLong(key -> key).toArray()));
        return Layout.of(columns, List.of());
    }
}
