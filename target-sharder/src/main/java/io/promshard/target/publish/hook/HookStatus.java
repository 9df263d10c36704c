package io.promshard.target.publish.hook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the hook of a collector is doing.
 *
 * @param pending whether files wait for a run, or for the end of one
 * @param runs since the start
 * @param failures in a row; 0 after a good run
 * @param error of the last run; empty if it went well or there was none
 * @param ended when the last run ended
 * @param took how long the last run took
 * @param output last lines of the last run
 */
public record HookStatus(
        String group,
        String collector,
        boolean pending,
        long runs,
        int failures,
        String error,
        Optional<Instant> ended,
        Duration took,
        List<String> output) {

    static HookStatus none(String group, String collector) {
        return new HookStatus(group, collector, true, 0, 0, "", Optional.empty(), Duration.ZERO, List.of());
    }

    HookStatus after(HookResult result, Instant now) {
        return new HookStatus(
                group,
                collector,
                !result.isGood(),
                runs + 1,
                result.isGood() ? 0 : failures + 1,
                result.error(),
                Optional.of(now),
                result.took(),
                result.output());
    }

    HookStatus pending(boolean now) {
        return new HookStatus(group, collector, now, runs, failures, error, ended, took, output);
    }
}
