package io.promshard.pgw.selector;

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

    /** As PromQL writes it. */
    String text() {
        return text;
    }

    boolean isRegex() {
        return this == REGEX || this == NOT_REGEX;
    }

    boolean isNegative() {
        return this == NOT_EQUAL || this == NOT_REGEX;
    }
}
