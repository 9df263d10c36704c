package io.promshard.target.acceptance;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was scraped between two moments.
 *
 * @param begin in ms
 * @param end in ms
 */
record Phase(String name, SmallTargets targets, long begin, long end) {

    /** The longest time between two scrapes of a target that reaches into the phase, in ms. */
    long largestDistance() {
        return IntStream.range(0, targets.count())
                .mapToLong(this::largestDistance)
                .max()
                .orElse(0);
    }

    private long largestDistance(int target) {
        List<Long> times = targets.scrapes(target);
        long largest = 0;
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i) > begin && times.get(i - 1) < end) {
                largest = Math.max(largest, times.get(i) - times.get(i - 1));
            }
        }
        return times.isEmpty() ? end - begin : Math.max(largest, times.getLast() < end ? end - times.getLast() : 0);
    }

    /** How long after the begin the last target to be scraped was, in ms. */
    long lastScrapedAfter() {
        return IntStream.range(0, targets.count())
                .mapToLong(target -> targets.scrapes(target).stream()
                        .filter(time -> time >= begin)
                        .findFirst()
                        .map(time -> time - begin)
                        .orElse(Long.MAX_VALUE))
                .max()
                .orElse(0);
    }

    /** How many scrapes there were, beyond one an interval for each target. */
    double extraScrapes(long interval) {
        return IntStream.range(0, targets.count())
                        .mapToLong(target -> targets.scrapes(target).stream()
                                .filter(time -> time >= begin && time < end)
                                .count())
                        .sum()
                - (double) (end - begin) / interval * targets.count();
    }
}
