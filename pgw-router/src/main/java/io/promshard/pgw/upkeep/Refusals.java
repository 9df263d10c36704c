package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Action;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Groups that a gateway would not take, as they contradict what it has: they are not tried again at once, since each refusal costs the
 * gateway a look at all that it has. Thread-safe.
 */
final class Refusals {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int LONGEST = 7;
    private static final int MOST = 100_000;

    private final Clock clock;
    private final Map<GroupingKey, Refusal> refusals = new ConcurrentHashMap<>();

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** Deletions are never refused. */
    boolean allow(Action action) {
        Refusal refusal = refusals.get(action.key());
        return !(action instanceof Action.Transfer)
                || refusal == null
                || !clock.instant().isBefore(refusal.until());
    }

    void refused(Action.Transfer transfer) {
        if (refusals.size() >= MOST) {
            refusals.clear();
        }
        refusals.compute(transfer.key(), (key, known) -> {
            int times = known == null ? 0 : Math.min(known.times() + 1, LONGEST);
            return new Refusal(times, clock.instant().plus(FIRST.multipliedBy(1L << times)));
        });
    }

    void taken(Action.Transfer transfer) {
        refusals.remove(transfer.key());
    }

    private record Refusal(int times, Instant until) {}
}
