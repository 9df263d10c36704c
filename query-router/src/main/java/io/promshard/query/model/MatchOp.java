package io.promshard.query.model;

/** How a {@link LabelMatcher} compares a label's value. */
public enum MatchOp {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String text;

    MatchOp(String text) {
        this.text = text;
    }

    /** As written in PromQL. */
    public String text() {
        return text;
    }

    /** Whether the matcher's value is a regular expression. */
    public boolean isRegex() {
        return this == REGEX || this == NOT_REGEX;
    }

    boolean isNegative() {
        return this == NOT_EQUAL || this == NOT_REGEX;
    }
}
