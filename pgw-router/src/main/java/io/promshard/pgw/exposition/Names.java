package io.promshard.pgw.exposition;

/** The old alphabet of names: letters, digits, underscores and colons, no digit first. A label's name is held to the same. */
final class Names {

    private Names() {}

    static boolean isLegacy(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isLegacy(name.charAt(i), i)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    static boolean isLegacy(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isLegacy(bytes[i], i - from)) {
                return false;
            }
        }
        return from < to;
    }

    /** Whether the character may stand there. */
    static boolean isLegacy(int point, int at) {
        return ('a' <= point && point <= 'z')
                || ('A' <= point && point <= 'Z')
                || point == '_'
                || point == ':'
                || ('0' <= point && point <= '9' && at > 0);
    }
}
