package io.promshard.shard.labels;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;

/** Compiles what RE2 of Go does with re2j, and has its errors where the two differ. */
final class RegexCompiler {

    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("\\(\\?P?<\\w+>");

    private RegexCompiler() {}

    /**
     * A part of an expression, compiled.
     *
     * @throws IllegalArgumentException in Go's words, which name the whole where no part of it is wrong
     */
    static Pattern compile(String part, String whole) {
        try {
            return Pattern.compile(part, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            if (e.getDescription().equals("duplicate capture group name")) {
                return compile(withoutNames(part), whole);
            }
            throw new IllegalArgumentException(message(whole, e), e);
        }
    }

    /** Nobody asks a matcher for its groups, and in Go two may have one name. */
    private static String withoutNames(String expression) {
        StringBuilder plain = new StringBuilder(expression.length());
        Matcher name = NAME.matcher(expression);
        int pos = 0;
        while (pos < expression.length()) {
            boolean named = name.region(pos, expression.length()).lookingAt();
            int end = named ? name.end() : RegexPart.end(expression, pos);
            plain.append(named ? "(" : expression.substring(pos, end));
            pos = end;
        }
        return plain.toString();
    }

    /** Without the flag that re2j shows, and with words for what re2j calls an internal error. */
    private static String message(String expression, PatternSyntaxException e) {
        return switch (e.getDescription()) {
            case "regexp/syntax: internal error" -> "error parsing regexp: unexpected ): `" + expression + "`";
            case "missing closing )" -> "error parsing regexp: missing closing ): `" + expression + "`";
            case "trailing backslash at end of expression" -> e.getMessage() + ": ``";
            default -> String.valueOf(e.getMessage()).replace("`(?s)", "`");
        };
    }
}
