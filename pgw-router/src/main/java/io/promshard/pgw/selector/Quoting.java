package io.promshard.pgw.selector;

import java.util.regex.Pattern;

/** Writes names and values as PromQL has them. */
final class Quoting {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private Quoting() {}

    /** In quotes only if it needs them. */
    static String label(String label) {
        return NAME.matcher(label).matches() ? label : quoted(label);
    }

    /** On one line. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
