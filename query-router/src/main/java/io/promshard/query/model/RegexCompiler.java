package io.promshard.query.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Compiles what RE2 of Go does with re2j, and has its errors where the two differ. */
final class RegexCompiler {

    private RegexCompiler() {}

    /** @throws IllegalArgumentException in Go's words */
    static Pattern compile(String expression) {
        RegexCheck.check(expression);
        try {
            return Pattern.compile(expression, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            if (e.getDescription().equals("duplicate capture group name")) {
                return compile(withoutNames(expression));
            }
            throw new IllegalArgumentException(message(expression, e), e);
        }
    }

    /** Nobody asks a matcher for its groups, and in Go two may have one name. */
    private static String withoutNames(String expression) {
        return expression.replaceAll("(?<!\\\\)\\(\\?P?<\\w+>", "(");
    }

    /** Without the flag that re2j shows, and with words for what re2j calls an internal error. */
    private static String message(String expression, PatternSyntaxException e) {
        return switch (e.getDescription()) {
            case "regexp/syntax: internal error" -> "error parsing regexp: unexpected ): `" + expression + "`";
            case "trailing backslash at end of expression" -> e.getMessage() + ": ``";
            default -> String.valueOf(e.getMessage()).replace("`(?s)", "`");
        };
    }
}
