package io.promshard.query.rim;

import java.util.Locale;

/** What the router said, a character for each byte. */
record RawAnswer(String head, String body) {

    int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** Empty if there is none. */
    String header(String name) {
        return header(head, name);
    }

    static String header(String head, String name) {
        String start = name.toLowerCase(Locale.ROOT) + ": ";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElse("");
    }
}
