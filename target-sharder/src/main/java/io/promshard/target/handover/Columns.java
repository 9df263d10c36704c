package io.promshard.target.handover;

import java.util.Arrays;
import java.util.List;

/** Who holds which key, as arrays. Immutable. */
final class Columns {

    static final Columns NONE = new Columns(List.of(), new long[0], new int[1], new int[0]);

    private final List<String> collectors;
    private final long[] keys;

    /** Of each key, where its holders begin; one more at the end. */
    private final int[] starts;

    private final int[] holders;
    private final int[] counts;

    /**
     * Takes the arrays as they are.
     *
     * @param collectors ids that holders are indices of
     * @param keys growing
     */
    Columns(List<String> collectors, long[] keys, int[] starts, int[] holders) {
        this.collectors = List.copyOf(collectors);
        this.keys = keys;
        this.starts = starts;
        this.holders = holders;
        this.counts = new int[collectors.size()];
        for (int holder : holders) {
            counts[holder]++;
        }
    }

    List<String> collectors() {
        return collectors;
    }

    int size() {
        return keys.length;
    }

    long key(int index) {
        return keys[index];
    }

    /** Where the key is; below 0 if it is nowhere. */
    int find(long key) {
        return Arrays.binarySearch(keys, key);
    }

    /** Where the holders of the key at that place begin. */
    int first(int index) {
        return starts[index];
    }

    /** Where they end. */
    int end(int index) {
        return starts[index + 1];
    }

    /** Which of the collectors. */
    int holder(int place) {
        return holders[place];
    }

    /** How many keys that one of the collectors holds. */
    int count(int collector) {
        return counts[collector];
    }
}
