package io.promshard.query.promql.ast;

import java.util.Locale;

/** The operators that make one series of many. */
public enum Aggregator {
    AVG,
    BOTTOMK,
    COUNT,
    COUNT_VALUES,
    GROUP,
    LIMIT_RATIO,
    LIMITK,
    MAX,
    MIN,
    QUANTILE,
    STDDEV,
    STDVAR,
    SUM,
    TOPK;

    /** As written in PromQL. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a parameter stands before the expression, as the number of {@code topk}. */
    public boolean hasParam() {
        return switch (this) {
            case BOTTOMK, COUNT_VALUES, LIMIT_RATIO, LIMITK, QUANTILE, TOPK -> true;
            case AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, SUM -> false;
        };
    }

    /** Whether Prometheus has it behind {@code promql-experimental-functions}. */
    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
