package io.promshard.pgw.selector;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.shard.labels.LabelRegex;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label of a group's key, as {@code job=~"api|web"}. A label that the key lacks is an empty one; regular expressions are
 * RE2's and match the whole value. Matchers are equal when label, operator and value are.
 */
public final class LabelMatcher {

    private final String label;
    private final MatchOp op;
    private final String value;
    private final @Nullable LabelRegex regex;

    /** @throws IllegalArgumentException if the value should be a regular expression and is none, or too large */
    public LabelMatcher(String label, MatchOp op, String value) {
        this.label = label;
        this.op = op;
        this.value = value;
        this.regex = op.isRegex() ? LabelRegex.of(value) : null;
    }

    boolean matches(GroupingKey key) {
        return accepts(key.label(label));
    }

    private boolean accepts(String of) {
        boolean same = regex == null ? value.equals(of) : regex.matches(of);
        return same != op.isNegative();
    }

    /** Whether groups pass that it does not name: those without the label, and of jobs, which each group has, those of any name. */
    boolean isOpen() {
        return accepts("") || (label.equals("job") && accepts(ANY_JOB));
    }

    /** A name that nobody writes, so what matches it matches any. */
    private static final String ANY_JOB = "\u0001\u2063any job\u2063\u0001";

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof LabelMatcher other
                && op == other.op
                && label.equals(other.label)
                && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, op, value);
    }

    /** In the form that {@link SelectorParser} reads. */
    @Override
    public String toString() {
        return Quoting.label(label) + op.text() + Quoting.quoted(value);
    }
}
