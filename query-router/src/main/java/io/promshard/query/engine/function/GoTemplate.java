package io.promshard.query.engine.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with {@code $1}, {@code ${1}}, {@code $name} and {@code $$} in it. What names no group is nothing; a dollar sign that
 * begins none of these stays.
 *
 * @see <a href="https://pkg.go.dev/regexp#Regexp.Expand">regexp.Expand</a>
 */
final class GoTemplate {

    private final String text;

    GoTemplate(String text) {
        this.text = text;
    }

    /** The text with the groups of a match. */
    String expand(Matcher match, Pattern pattern) {
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
            expanded.append(text, at, dollar);
            Name name = dollar + 1 < text.length() && text.charAt(dollar + 1) == '$' ? null : name(dollar + 1);
            if (name != null) {
                expanded.append(group(name.text, match, pattern));
                at = name.end;
            } else {
                expanded.append('$');
                boolean escaped = text.startsWith("$$", dollar);
                at = dollar + (escaped ? 2 : 1);
            }
        }
        return expanded.append(text, at, text.length()).toString();
    }

    private record Name(String text, int end) {}

    /** A name of letters, digits and underscores, perhaps in braces. */
    private @Nullable Name name(int start) {
        boolean braces = start < text.length() && text.charAt(start) == '{';
        int from = braces ? start + 1 : start;
        int end = from;
        while (end < text.length() && isWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        if (end == from || (braces && (end == text.length() || text.charAt(end) != '}'))) {
            return null;
        }
        return new Name(text.substring(from, end), braces ? end + 1 : end);
    }

    private static boolean isWord(int c) {
        return Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER || c == '_';
    }

    private static String group(String name, Matcher match, Pattern pattern) {
        if (isNumber(name)) {
            int index = Integer.parseInt(name);
            return index <= match.groupCount() ? orEmpty(match.group(index)) : "";
        }
        Integer index = pattern.namedGroups().get(name);
        return index == null ? "" : orEmpty(match.group(index));
    }

    /** Up to 99999999, without zeros in front. */
    private static boolean isNumber(String name) {
        return name.matches("0|[1-9][0-9]{0,7}");
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }
}
