package io.promshard.target.assign;

import io.promshard.target.assign.Assignment.Unplaced;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts an assignment together, key after key. Not for several threads. */
public final class AssignmentBuilder {

    private final List<String> collectors;
    private final List<Unplaced> unplaced = new ArrayList<>();
    private long[] keys;
    private int[] starts;
    private int[] owners;
    private int size;
    private int used;

    /**
     * @param collectors ids that owners are indices of
     * @param expected how many keys will come, about
     */
    public AssignmentBuilder(List<String> collectors, int expected) {
        this.collectors = List.copyOf(collectors);
        this.keys = new long[expected];
        this.starts = new int[expected + 1];
        this.owners = new int[expected];
    }

    /**
     * Adds a key and its owners, the first choice first.
     *
     * @param key greater than all before
     * @param owners indices of collectors: {@code count} of them, from {@code from} on
     */
    public AssignmentBuilder add(long key, int[] owners, int from, int count) {
        if (size > 0 && key <= keys[size - 1]) {
            throw new IllegalArgumentException("keys must grow, but " + key + " came after " + keys[size - 1]);
        }
        grow(count);
        for (int i = from; i < from + count; i++) {
            this.owners[used++] = checked(owners[i]);
        }
        keys[size++] = key;
        starts[size] = used;
        return this;
    }

    /** Adds a key that no collector may take, and why. */
    public AssignmentBuilder addUnplaced(long key, String reason) {
        unplaced.add(new Unplaced(key, reason));
        return add(key, owners, 0, 0);
    }

    /** Ends the building. */
    public Assignment build() {
        return new Assignment(
                collectors,
                Arrays.copyOf(keys, size),
                Arrays.copyOf(starts, size + 1),
                Arrays.copyOf(owners, used),
                unplaced);
    }

    private int checked(int owner) {
        if (owner < 0 || owner >= collectors.size()) {
            throw new IllegalArgumentException(
                    "there is no collector " + owner + " among the " + collectors.size() + " collectors");
        }
        return owner;
    }

    private void grow(int count) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size + 16);
            starts = Arrays.copyOf(starts, keys.length + 1);
        }
        if (used + count > owners.length) {
            owners = Arrays.copyOf(owners, 2 * (used + count) + 16);
        }
    }
}
