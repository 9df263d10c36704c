package io.promshard.target.assign;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Keys from the heaviest to the lightest, from which some can be taken out. Of equally heavy ones the smallest key comes first. */
final class HeaviestFirst {

    /*
     * A key is one long: above its place in the table the bits of its series as a float, inverted, so that longs sort as wanted.
     * Floats of whole numbers are exact below 2^24; above, the order is right to 7 digits, and exact where it decides: find() looks
     * at the series itself.
     */
    private final KeyTable keys;
    private long[] codes;
    private int size;

    /** Of each place the next one that may still be there, itself if it is. */
    private int[] alive = {};

    HeaviestFirst(KeyTable keys, int expected) {
        this.keys = keys;
        this.codes = new long[expected];
    }

    void add(int key) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, 2 * size + 16);
        }
        codes[size++] = code(keys.series(key), key);
    }

    private static long code(double series, int key) {
        return (long) ~Float.floatToRawIntBits((float) series) << 32 | key;
    }

    /** To be called once, after the last key is added and before any is asked for. */
    HeaviestFirst sort() {
        Arrays.parallelSort(codes, 0, size);
        alive = new int[size + 1];
        Arrays.setAll(alive, place -> place);
        return this;
    }

    int size() {
        return size;
    }

    int key(int place) {
        return (int) codes[place];
    }

    /** The place of the heaviest accepted key that has no more series than that, or -1. */
    int find(double most, IntPredicate accepted) {
        if (most < 1) {
            return -1;
        }
        int found = Arrays.binarySearch(codes, 0, size, code(most, 0));
        for (int place = next(found < 0 ? -1 - found : found); place < size; place = next(place + 1)) {
            if (keys.series(key(place)) <= most && accepted.test(key(place))) {
                return place;
            }
        }
        return -1;
    }

    void remove(int place) {
        alive[place] = place + 1;
    }

    private int next(int place) {
        int next = place;
        while (alive[next] != next) {
            alive[next] = alive[alive[next]];
            next = alive[next];
        }
        return next;
    }
}
