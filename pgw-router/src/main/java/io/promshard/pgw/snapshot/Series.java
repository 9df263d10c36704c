package io.promshard.pgw.snapshot;

/** Names one series in a text that serves as a key. */
final class Series {

    private Series() {}

    /** A name has no byte 0xFF, nor has its text this character in front of the labels'. */
    static String of(String family, String labels) {
        return family + '\u0000' + labels;
    }
}
