package io.promshard.shard.labels;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where the parts of a regular expression end that may hold brackets and bars which mean nothing. */
final class RegexPart {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(Q.*?(\\\\E|$)|[pPx]\\{[^}]*}|.|$)", Pattern.DOTALL);
    private static final Pattern NAMED_CLASS = Pattern.compile("\\[:\\^?\\w*:]");

    private RegexPart() {}

    /** The end of the escape, the class in brackets or else the character that begins here. */
    static int end(String expression, int pos) {
        return switch (expression.charAt(pos)) {
            case '\\' -> match(ESCAPE, expression, pos);
            case '[' -> endOfClass(expression, pos);
            default -> pos + Character.charCount(expression.codePointAt(pos));
        };
    }

    private static int endOfClass(String expression, int start) {
        int pos = start + 1;
        if (expression.startsWith("^", pos)) {
            pos++;
        }
        // A bracket that comes first is one of the characters.
        if (expression.startsWith("]", pos)) {
            pos++;
        }
        while (pos < expression.length() && expression.charAt(pos) != ']') {
            pos = switch (expression.charAt(pos)) {
                case '\\' -> Math.min(pos + 2, expression.length());
                case '[' -> match(NAMED_CLASS, expression, pos);
                default -> pos + 1;
            };
        }
        return Math.min(pos + 1, expression.length());
    }

    private static int match(Pattern pattern, String expression, int pos) {
        Matcher matcher = pattern.matcher(expression).region(pos, expression.length());
        return matcher.lookingAt() ? matcher.end() : pos + 1;
    }
}
