package io.promshard.target.handover;

import java.time.Duration;
import java.time.Instant;

/**
 * That a move failed, and is not tried again for a while.
 *
 * @param to the collector that did not scrape the key
 * @param times how often in a row
 */
public record Rest(String to, int times, Instant until) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;

    static Rest first(String to, Duration patience, Instant now) {
        return new Rest(to, 1, now.plus(patience));
    }

    /** Twice as long each time. */
    Rest again(Duration patience, Instant now) {
        Duration longer = patience.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return new Rest(to, times + 1, now.plus(longer.compareTo(LONGEST) < 0 ? longer : LONGEST));
    }

    /** Whether the failure is so long ago that the next one counts as the first. */
    boolean isForgotten(Instant now) {
        return !now.isBefore(until.plus(LONGEST));
    }
}
