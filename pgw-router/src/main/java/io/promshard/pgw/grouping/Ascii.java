package io.promshard.pgw.grouping;

/** Letters and digits in the sense of ASCII, which is the sense of URLs and of label names. */
final class Ascii {

    private Ascii() {}

    static boolean isLetter(char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return '0' <= c && c <= '9';
    }

    static boolean isOnly(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
