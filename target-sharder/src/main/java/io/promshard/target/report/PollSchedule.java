package io.promshard.target.report;

import java.time.Duration;
import java.time.Instant;

/**
 * When to ask a collector for its report: all of them each {@code refresh}, each at a moment of its own so that they are spread; those
 * whose reports hand-overs wait for, each {@code batch}.
 *
 * @param refresh of the samples of targets
 * @param batch of what hand-overs wait for
 */
public record PollSchedule(Duration refresh, Duration batch) {

    public PollSchedule {
        if (refresh.compareTo(Duration.ofMillis(1)) < 0 || batch.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "collectors cannot be asked more often than each millisecond, got: " + refresh + ", " + batch);
        }
    }

    /** Whether to ask now for all that it knows. {@code asked} is when it was last asked so; {@link Instant#MIN} if never. */
    public boolean samplesDue(String collector, Instant asked, Instant now) {
        return asked.equals(Instant.MIN) || round(collector, asked) < round(collector, now);
    }

    /** Whether to ask now for its targets, since hand-overs wait. {@code asked} is when it was last asked for anything. */
    public boolean targetsDue(Instant asked, Instant now) {
        return asked.equals(Instant.MIN) || !now.isBefore(asked.plus(batch));
    }

    private long round(String collector, Instant at) {
        long phase = Math.floorMod((collector.hashCode() * 0x9E3779B97F4A7C15L) >>> 16, refresh.toMillis());
        return Math.floorDiv(at.toEpochMilli() - phase, refresh.toMillis());
    }
}
