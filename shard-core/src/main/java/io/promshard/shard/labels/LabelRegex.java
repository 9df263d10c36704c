package io.promshard.shard.labels;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a regular expression of RE2 accepts that stands for a label's whole value: any of some literals, and what RE2 matches from end to
 * end. Compiling and matching take a limited time, whatever the expression is. Immutable.
 */
public record LabelRegex(Set<String> literals, List<Pattern> patterns) {

    /** Characters that are more than themselves. */
    private static final String SPECIAL = "\\.+*?()[]{}^$|";

    /** How many branches re2j gets at once: it goes as deep as there are. */
    private static final int CHUNK = 200;

    public LabelRegex {
        literals = Set.copyOf(literals);
        patterns = List.copyOf(patterns);
    }

    /**
     * The cheapest way to match an expression.
     *
     * @throws IllegalArgumentException if the expression is none of RE2's, or too large; the message is the one that Prometheus gives
     */
    public static LabelRegex of(String expression) {
        // As Prometheus: bytes that are no UTF-8 are fine here, and wrong in what is compiled.
        if (expression.chars().noneMatch(c -> c != '|' && SPECIAL.indexOf(c) >= 0)) {
            return new LabelRegex(Set.copyOf(Arrays.asList(expression.split("\\|", -1))), List.of());
        }
        RegexCheck.check(expression);
        Set<String> literals = new HashSet<>();
        List<String> others = new ArrayList<>();
        for (String branch : RegexBranches.of(expression)) {
            literal(branch).ifPresentOrElse(literals::add, () -> others.add(branch));
        }
        return new LabelRegex(literals, chunks(expression, others));
    }

    public boolean matches(String value) {
        return literals.contains(value) || patterns.stream().anyMatch(p -> p.matches(value));
    }

    private static List<Pattern> chunks(String expression, List<String> branches) {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; i < branches.size(); i += CHUNK) {
            List<String> chunk = branches.subList(i, Math.min(branches.size(), i + CHUNK));
            patterns.add(RegexCompiler.compile(String.join("|", chunk), expression));
        }
        return patterns;
    }

    /** The text that the expression matches, if it is one; {@code \.} is a dot. */
    private static Optional<String> literal(String expression) {
        StringBuilder literal = new StringBuilder(expression.length());
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            boolean escape = c == '\\' && i + 1 < expression.length() && SPECIAL.indexOf(expression.charAt(i + 1)) >= 0;
            if (!escape && SPECIAL.indexOf(c) >= 0) {
                return Optional.empty();
            }
            literal.append(escape ? expression.charAt(++i) : c);
        }
        return Optional.of(literal.toString());
    }
}
