package io.promshard.target.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promshard.target.handover.EndedMove;
import io.promshard.target.handover.Move;
import io.promshard.target.reconcile.GroupRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts and times hand-overs that ended. For one thread. */
final class MoveMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(40),
        Duration.ofSeconds(80),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry registry;
    private final Map<String, Counted> counted = new HashMap<>();

    MoveMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Those that ended since this was last called. */
    void count(Collection<GroupRuntime> groups) {
        for (GroupRuntime group : groups) {
            String name = group.spec().name();
            prepare(name);
            counted.compute(name, (n, before) -> count(group, before == null ? Counted.NOTHING : before));
        }
    }

    private Counted count(GroupRuntime group, Counted before) {
        List<EndedMove> ended = group.state().history().moves(before.until, Instant.MAX);
        ended.subList(before.amongst(ended), ended.size())
                .forEach(move -> count(group.spec().name(), move));
        return ended.isEmpty() ? before : Counted.of(ended);
    }

    private void count(String group, EndedMove ended) {
        Move move = ended.move();
        counter(group, move.reason(), ended.result()).increment();
        timer(group).record(Duration.between(move.written(), ended.ended()));
    }

    /** A counter that nobody sees before it first counts hides that first time from rate(). */
    private void prepare(String group) {
        if (!counted.containsKey(group)) {
            for (Move.Reason reason : Move.Reason.values()) {
                for (EndedMove.Result result : EndedMove.Result.values()) {
                    counter(group, reason, result).increment(0);
                }
            }
            timer(group);
        }
    }

    private Counter counter(String group, Move.Reason reason, EndedMove.Result result) {
        return Counter.builder("target.sharder.moves")
                .description("Hand-overs that ended, by why they began and how they ended")
                .tag("group", group)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Timer timer(String group) {
        return Timer.builder("target.sharder.move.duration")
                .description("Time of a hand-over, from giving a key to one collector to taking it from another")
                .tag("group", group)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /**
     * How far the history was counted.
     *
     * @param at how many ended at that very moment
     */
    private record Counted(Instant until, int at) {
        static final Counted NOTHING = new Counted(Instant.MIN, 0);

        static Counted of(List<EndedMove> ended) {
            Instant last = ended.getLast().ended();
            return new Counted(last, (int)
                    ended.stream().filter(move -> move.ended().equals(last)).count());
        }

        /** How many of those were counted already; none if the history began anew. */
        int amongst(List<EndedMove> ended) {
            long same =
                    ended.stream().filter(move -> move.ended().equals(until)).count();
            return (int) Math.min(at, same);
        }
    }
}
