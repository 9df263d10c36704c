package io.promshard.target.leadership;

import io.promshard.target.assign.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds an assignment key by key, in growing order, each owner of a key once. */
final class OwnerUnion {

    private final Map<String, Integer> indices = new HashMap<>();
    private final List<String> collectors = new ArrayList<>();
    private long[] keys = new long[16];
    private int[] starts = new int[17];
    private int[] owners = new int[16];
    private int size;
    private int used;

    /** Begins the next key. */
    void key(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            starts = Arrays.copyOf(starts, size * 2 + 1);
        }
        keys[size] = key;
        starts[size++] = used;
    }

    /** Adds to the last key those that it does not have yet. */
    void owners(List<String> names) {
        for (String name : names) {
            int index = indices.computeIfAbsent(name, this::join);
            if (!has(index)) {
                add(index);
            }
        }
    }

    Assignment build() {
        starts[size] = used;
        return new Assignment(
                collectors,
                Arrays.copyOf(keys, size),
                Arrays.copyOf(starts, size + 1),
                Arrays.copyOf(owners, used),
                List.of());
    }

    private int join(String name) {
        collectors.add(name);
        return collectors.size() - 1;
    }

    private boolean has(int index) {
        for (int i = starts[size - 1]; i < used; i++) {
            if (owners[i] == index) {
                return true;
            }
        }
        return false;
    }

    private void add(int index) {
        owners = used == owners.length ? Arrays.copyOf(owners, used * 2) : owners;
        owners[used++] = index;
    }
}
