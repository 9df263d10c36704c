package io.promshard.pgw.life;

import java.time.Duration;

/**
 * The times of a life.
 *
 * @param downAfter how long a gateway may be suspect and still come back as if nothing had happened
 * @param quarantine the shortest of the second return within the window; each further one takes twice as long
 * @param longest of all quarantines
 * @param window in which returns count
 */
public record Patience(Duration downAfter, Duration quarantine, Duration longest, Duration window) {

    /** How long a gateway must stay well that has returned so often within the window: the first time it need not wait. */
    Duration after(int returns) {
        if (returns <= 1) {
            return Duration.ZERO;
        }
        Duration wait = quarantine.multipliedBy(1L << Math.min(returns - 2, 20));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
