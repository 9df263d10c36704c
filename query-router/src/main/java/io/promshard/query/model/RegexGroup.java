package io.promshard.query.model;

/** How large a group of a regular expression is; its last part is what a repetition repeats. */
final class RegexGroup {

    private long size;
    private long repeats = 1;
    private long lastSize;
    private long lastRepeats = 1;

    /**
     * Adds a part.
     *
     * @param partRepeats how often the innermost of its parts is repeated
     */
    void add(long partSize, long partRepeats) {
        size += lastSize;
        repeats = Math.max(repeats, lastRepeats);
        lastSize = partSize;
        lastRepeats = partRepeats;
    }

    /** Repeats the last part; gives how often the innermost of its parts is repeated then. */
    long repeat(long times) {
        long result = times * lastRepeats;
        lastRepeats = Math.max(result, 1);
        lastSize = Math.max(times, 1) * (lastSize + 1);
        return times > 1 ? result : 1;
    }

    /** About how many instructions it compiles to. */
    long size() {
        return size + lastSize;
    }

    long repeats() {
        return Math.max(repeats, lastRepeats);
    }
}
