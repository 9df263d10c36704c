package io.promshard.query.model;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Set;

/** What a regular expression accepts: one of some literals, or what RE2 matches from end to end. */
sealed interface LabelRegex {

    /** Characters that are more than themselves; {@code |} alone makes a list of literals. */
    String SPECIAL = "\\.+*?()[]{}^$";

    boolean matches(String value);

    /**
     * The cheapest way to match an expression.
     *
     * @throws IllegalArgumentException if the expression is none of RE2's
     */
    static LabelRegex of(String expression) {
        if (expression.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
            return new Literals(Set.copyOf(Arrays.asList(expression.split("\\|", -1))));
        }
        return new Compiled(RegexCompiler.compile(expression));
    }

    /** {@code api|web}, which needs no automaton. */
    record Literals(Set<String> values) implements LabelRegex {
        @Override
        public boolean matches(String value) {
            return values.contains(value);
        }
    }

    /** Everything else. */
    record Compiled(Pattern pattern) implements LabelRegex {
        @Override
        public boolean matches(String value) {
            return pattern.matches(value);
        }
    }
}
