package io.promshard.query.model;

import io.promshard.shard.labels.LabelRegex;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label, as {@code job=~"api|web"}. Matchers are equal when name, operator and value are; regular
 * expressions are RE2's and match the whole value.
 */
public final class LabelMatcher {

    /** The label that holds a metric's name. */
    public static final String METRIC_NAME = "__name__";

    private final String name;
    private final MatchOp op;
    private final String value;
    private final @Nullable LabelRegex regex;

    /**
     * A matcher that compares with a value.
     *
     * @throws IllegalArgumentException if the value is no RE2 expression and should be one; the message is the one that
     *     Prometheus gives
     */
    public LabelMatcher(String name, MatchOp op, String value) {
        this.name = name;
        this.op = op;
        this.value = value;
        this.regex = op.isRegex() ? LabelRegex.of(value) : null;
    }

    public String name() {
        return name;
    }

    public MatchOp op() {
        return op;
    }

    public String value() {
        return value;
    }

    /**
     * Whether a series with this value of the label matches.
     *
     * @param labelValue empty for a series without the label
     */
    public boolean matches(String labelValue) {
        boolean same = regex == null ? value.equals(labelValue) : regex.matches(labelValue);
        return same != op.isNegative();
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof LabelMatcher other
                && op == other.op
                && name.equals(other.name)
                && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, op, value);
    }

    /** For people; {@code PromqlPrinter} writes what parses again. */
    @Override
    public String toString() {
        return name + op.text() + '"' + value + '"';
    }
}
