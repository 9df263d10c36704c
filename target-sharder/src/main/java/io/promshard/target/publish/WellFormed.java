package io.promshard.target.publish;

/**
 * Text that UTF-8 can carry. Half a character, as an escape in somebody's JSON may leave behind, would else make a whole list
 * impossible to write; it becomes U+FFFD, as in Go.
 */
final class WellFormed {

    private WellFormed() {}

    /** The text itself if there is nothing wrong with it. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text);
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
