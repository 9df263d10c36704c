package io.promshard.query.wire;

/** Where the label sets are in the {@code data} of an answer. */
public enum AnswerShape {
    /** {@code {"result":[{"metric":{…},…},…]}}: of {@code query} and {@code query_range}. Scalars and strings have none. */
    QUERY,

    /** A query's answer of that type. */
    VECTOR,

    /** A query's answer of that type. */
    MATRIX,

    /** A query's answer of that type. */
    SCALAR,

    /** A query's answer of that type. */
    STRING,

    /** {@code [{…},…]}: of {@code series}. */
    SERIES,

    /** {@code [{"seriesLabels":{…},…},…]}: of {@code query_exemplars}. */
    EXEMPLARS;

    /** The answer of a query whose result is of that type. */
    public static AnswerShape of(ResultType type) {
        return switch (type) {
            case VECTOR -> VECTOR;
            case MATRIX -> MATRIX;
            case SCALAR -> SCALAR;
            case STRING -> STRING;
        };
    }
}
