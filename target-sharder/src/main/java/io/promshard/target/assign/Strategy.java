package io.promshard.target.assign;

import java.util.List;

/** How the targets of a job are spread over the collectors of its group. */
public sealed interface Strategy {

    /** A strategy that asks nothing of collectors: whoever it is given, it spreads over. */
    sealed interface Spread extends Strategy {}

    /** By a consistent hash of the target's key: whoever computes it, and in whatever order, gets the same. */
    record Ring() implements Spread {}

    /**
     * By a consistent hash, but no collector gets more than {@code factor} times the mean number of targets, counted over all jobs
     * with this strategy. A target stays where it is until its collector has too many; a collector that joins gets what the hash
     * gives it.
     *
     * @param factor above 1
     */
    record Bounded(double factor) implements Spread {
        public Bounded {
            if (!(factor > 1)) {
                throw new IllegalArgumentException("the factor of bounded must be above 1, got: " + factor);
            }
        }
    }

    /**
     * By series: a target stays where it is until a collector has more than {@code 1 + epsilon} times the mean, series of all jobs
     * and strategies counted. No collector is given more than its capacity.
     *
     * @param epsilon above 0
     */
    record LeastSeries(double epsilon) implements Spread {
        public LeastSeries {
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("the epsilon of least-series must be above 0, got: " + epsilon);
            }
        }
    }

    /**
     * On collectors whose tag has the value of the target's label, spread among these by a strategy of its own.
     *
     * @param label of the target, {@code __meta_*} allowed
     * @param tag of the collector
     * @param within spreads over the collectors that match
     * @param otherwise spreads targets that no collector matches over all; empty means that these stay unplaced
     */
    record Affinity(String label, String tag, Strategy within, List<Strategy> otherwise) implements Strategy {}

    /** On every collector. */
    record All() implements Spread {}
}
