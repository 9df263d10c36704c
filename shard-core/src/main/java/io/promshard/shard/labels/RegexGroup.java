package io.promshard.shard.labels;

/** How large a group of a regular expression is; its last part is what a repetition repeats. */
final class RegexGroup {

    private long size;
    private long repeats = 1;
    private long forks;
    private long lastSize;
    private long lastRepeats = 1;
    private long lastForks;

    /** Adds characters. */
    void add(long characters) {
        add(characters, 1, 0);
    }

    /** Adds a group that is closed. */
    void add(RegexGroup group) {
        add(group.size() + 2, Math.max(group.repeats, group.lastRepeats), group.forks() + 1);
    }

    /** Adds a choice, as that of {@code |} or {@code *}. */
    void fork() {
        add(1, 1, 1);
    }

    private void add(long partSize, long partRepeats, long partForks) {
        size += lastSize;
        repeats = Math.max(repeats, lastRepeats);
        forks += lastForks;
        lastSize = partSize;
        lastRepeats = partRepeats;
        lastForks = partForks;
    }

    /** Repeats the last part; gives how often the innermost of its parts is repeated then. */
    long repeat(long times) {
        long result = times * lastRepeats;
        lastRepeats = Math.max(result, 1);
        lastSize = Math.max(times, 1) * (lastSize + 1);
        lastForks = Math.max(times, 1) * lastForks + 1;
        return times > 1 ? result : 1;
    }

    /** About how many instructions it compiles to. */
    long size() {
        return size + lastSize;
    }

    /** At most how many choices follow each other without a character between them. */
    long forks() {
        return forks + lastForks;
    }
}
