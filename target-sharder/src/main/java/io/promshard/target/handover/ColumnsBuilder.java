package io.promshard.target.handover;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Builds columns key by key, in growing order. */
final class ColumnsBuilder {

    private final List<String> collectors;
    private long[] keys;
    private int[] starts;
    private int[] holders;
    private int size;
    private int held;

    ColumnsBuilder(List<String> collectors, int expected) {
        this.collectors = collectors;
        this.keys = new long[expected];
        this.starts = new int[expected + 1];
        this.holders = new int[expected + expected / 8 + 8];
    }

    /** A key held by these; by nobody it is not held at all. */
    void add(long key, Collection<Integer> by) {
        by.forEach(this::hold);
        end(key);
    }

    void hold(int collector) {
        if (held == holders.length) {
            holders = Arrays.copyOf(holders, 2 * held);
        }
        holders[held++] = collector;
    }

    /** The key of those that were told since the last one. */
    void end(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size + 8);
            starts = Arrays.copyOf(starts, keys.length + 1);
        }
        if (held > starts[size]) {
            keys[size++] = key;
            starts[size] = held;
        }
    }

    Columns build() {
        return new Columns(
                collectors, Arrays.copyOf(keys, size), Arrays.copyOf(starts, size + 1), Arrays.copyOf(holders, held));
    }
}
