package io.promshard.query.wire;

import java.util.Locale;

/** What the result of a query is. */
public enum ResultType {
    VECTOR,
    MATRIX,
    SCALAR,
    STRING;

    /** As in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ResultType of(String text) throws MalformedAnswer {
        return switch (text) {
            case "vector" -> VECTOR;
            case "matrix" -> MATRIX;
            case "scalar" -> SCALAR;
            case "string" -> STRING;
            default -> throw new MalformedAnswer("unknown type of result");
        };
    }
}
