package io.promshard.shard.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes {@code a|b.*|c} apart: lists of thousands of values, as dashboards send them, are too deep for re2j at once. */
final class RegexBranches {

    /** Flags without a group, which hold to the end of theirs, branches included. */
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]+\\)");

    private RegexBranches() {}

    /**
     * Expressions that together match what the whole does.
     *
     * @param expression one that compiles
     */
    static List<String> of(String expression) {
        if (FLAGS.matcher(expression).find()) {
            return List.of(expression);
        }
        List<String> branches = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int pos = 0; pos < expression.length(); pos = RegexPart.end(expression, pos)) {
            switch (expression.charAt(pos)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        branches.add(expression.substring(start, pos));
                        start = pos + 1;
                    }
                }
                default -> {}
            }
        }
        branches.add(expression.substring(start));
        return branches.size() == 1 ? inner(expression) : branches;
    }

    /** The branches within parentheses around the whole. */
    private static List<String> inner(String expression) {
        boolean plain = expression.startsWith("(") && !expression.startsWith("(?");
        if (!plain || closes(expression) != expression.length() - 1) {
            return List.of(expression);
        }
        return of(expression.substring(1, expression.length() - 1));
    }

    /** Where the first parenthesis closes. */
    private static int closes(String expression) {
        int depth = 0;
        for (int pos = 0; pos < expression.length(); pos = RegexPart.end(expression, pos)) {
            depth += expression.charAt(pos) == '(' ? 1 : expression.charAt(pos) == ')' ? -1 : 0;
            if (depth == 0) {
                return pos;
            }
        }
        return -1;
    }
}
