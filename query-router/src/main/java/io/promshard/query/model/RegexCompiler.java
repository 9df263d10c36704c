package io.promshard.query.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Compiles what RE2 of Go does with re2j, and has its errors where the two differ. */
final class RegexCompiler {

    private static final String ERROR = "error parsing regexp: ";

    private RegexCompiler() {}

    /** @throws IllegalArgumentException in Go's words */
    static Pattern compile(String expression) {
        checkUnicode(expression);
        try {
            return Pattern.compile(expression, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            if (e.getDescription().equals("duplicate capture group name")) {
                return compile(withoutNames(expression));
            }
            throw new IllegalArgumentException(message(expression, e), e);
        }
    }

    /** A byte that is no UTF-8 is a lone surrogate here. */
    private static void checkUnicode(String expression) {
        for (int i = 0; i < expression.length(); i += Character.charCount(expression.codePointAt(i))) {
            if (Character.getType(expression.codePointAt(i)) == Character.SURROGATE) {
                throw new IllegalArgumentException(ERROR + "invalid UTF-8: `" + expression.substring(i) + "`");
            }
        }
    }

    /** Nobody asks a matcher for its groups, and in Go two may have one name. */
    private static String withoutNames(String expression) {
        return expression.replaceAll("(?<!\\\\)\\(\\?P?<\\w+>", "(");
    }

    /** Without the flag that re2j shows, and with words for what re2j calls an internal error. */
    private static String message(String expression, PatternSyntaxException e) {
        return switch (e.getDescription()) {
            case "regexp/syntax: internal error" -> ERROR + "unexpected ): `" + expression + "`";
            case "trailing backslash at end of expression" -> ERROR + e.getDescription() + ": ``";
            default -> String.valueOf(e.getMessage()).replace("`(?s)", "`");
        };
    }
}
