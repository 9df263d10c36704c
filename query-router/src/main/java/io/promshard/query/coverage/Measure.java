package io.promshard.query.coverage;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.VectorSelector;

/** What is counted of a selector at each replica, and how much less than another one may have before it lacks some. */
public enum Measure {
    /**
     * Samples of the witness. Replicas scrape at times of their own, and now and then one misses a scrape that the other did not: so
     * those of two stretches are counted together, and half of them may be missing.
     */
    WITNESS(2, "sum(count_over_time(%s[%dms]))"),
    /** Samples of series that have one name. Replicas got the same ones, as from a backfill or a sender that writes to both. */
    SAMPLES(1, "sum(count_over_time(%s[%dms]))"),
    /**
     * Series that have samples. Those of several names may not be counted one by one, as they lose their names. A series can lack some
     * samples of a stretch and still be there, so the stretches beside one count as it does.
     */
    SERIES(1, "count(last_over_time(%s[%dms]))");

    private final int window;
    private final String text;

    Measure(int window, String text) {
        this.window = window;
        this.text = text;
    }

    /** That of a query's own series. */
    static Measure of(VectorSelector selector) {
        boolean named = selector.matchers().stream()
                .anyMatch(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME)
                        && matcher.op() == MatchOp.EQUAL
                        && !matcher.value().isEmpty());
        return named ? SAMPLES : SERIES;
    }

    /**
     * The query that counts, to be asked at the end of each stretch.
     *
     * @param selector without offset and {@code @}
     */
    public String query(String selector, Buckets buckets) {
        return text.formatted(selector, window * buckets.widthMillis());
    }

    /** How many stretches before one lack samples if it does. */
    int before() {
        return this == SERIES ? 1 : window - 1;
    }

    /** How many stretches after one lack samples if it does. */
    int after() {
        return this == SERIES ? 1 : 0;
    }

    boolean isLess(double count, double most) {
        return switch (this) {
            case WITNESS -> 2 * count < most;
            case SAMPLES, SERIES -> count < most;
        };
    }
}
