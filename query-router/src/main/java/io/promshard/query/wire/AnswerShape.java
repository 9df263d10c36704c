package io.promshard.query.wire;

/** Where the label sets are in the {@code data} of an answer. */
public enum AnswerShape {
    /** {@code {"result":[{"metric":{…},…},…]}}: of {@code query} and {@code query_range}. Scalars and strings have none. */
    QUERY,

    /** {@code [{…},…]}: of {@code series}. */
    SERIES,

    /** {@code [{"seriesLabels":{…},…},…]}: of {@code query_exemplars}. */
    EXEMPLARS
}
