package io.promshard.query.promql.ast;

/** The ends of a query's range. */
public enum StartOrEnd implements AtModifier {
    START("start"),
    END("end");

    private final String text;

    StartOrEnd(String text) {
        this.text = text;
    }

    /** As written in PromQL, without parentheses. */
    public String text() {
        return text;
    }
}
