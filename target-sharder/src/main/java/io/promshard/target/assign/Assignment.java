package io.promshard.target.assign;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which collectors shall scrape which key: a decision, immutable. A million keys take 16 MB.
 *
 * @see Assigner
 * @see AssignmentBuilder
 */
public final class Assignment {

    public static final Assignment NONE = new Assignment(List.of(), new long[0], new int[1], new int[0], List.of());

    private final List<String> collectors;
    private final long[] keys;

    /** Of each key, where its owners begin; one more at the end. */
    private final int[] starts;

    private final int[] owners;
    private final List<Unplaced> unplaced;

    /**
     * Takes the arrays as they are: nobody may write to them afterwards.
     *
     * @param collectors ids that owners are indices of
     * @param keys growing
     * @param starts of each key, where its owners begin in {@code owners}; one more at the end
     */
    public Assignment(List<String> collectors, long[] keys, int[] starts, int[] owners, List<Unplaced> unplaced) {
        this.collectors = List.copyOf(collectors);
        this.keys = keys;
        this.starts = starts;
        this.owners = owners;
        this.unplaced = List.copyOf(unplaced);
    }

    public List<String> collectors() {
        return collectors;
    }

    /** How many keys were decided on, unplaced ones among them. */
    public int size() {
        return keys.length;
    }

    /** The key at that place, from 0, in growing order. */
    public long key(int index) {
        return keys[index];
    }

    /** The owners of the key at that place, the first choice first; empty if it is unplaced. */
    public List<String> at(int index) {
        return IntStream.range(0, owners(index))
                .mapToObj(rank -> collectors.get(owner(index, rank)))
                .toList();
    }

    /** The owners of that key, the first choice first; empty if it is unplaced or not here. */
    public List<String> of(long key) {
        int index = Arrays.binarySearch(keys, key);
        return index < 0 ? List.of() : at(index);
    }

    /** How many owners the key at that place has. */
    public int owners(int index) {
        return starts[index + 1] - starts[index];
    }

    /** The owner of that rank, from 0, of the key at that place, as an index into {@link #collectors}. */
    public int owner(int index, int rank) {
        return owners[starts[index] + rank];
    }

    /** Keys that no collector may take, and why. */
    public List<Unplaced> unplaced() {
        return unplaced;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Assignment that
                && collectors.equals(that.collectors)
                && Arrays.equals(keys, that.keys)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(owners, that.owners)
                && unplaced.equals(that.unplaced);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys) * 31 + Arrays.hashCode(owners);
    }

    /**
     * A key that no collector may take.
     *
     * @param reason for people
     */
    public record Unplaced(long key, String reason) {}
}
