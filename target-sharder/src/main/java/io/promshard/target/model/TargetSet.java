package io.promshard.target.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The targets of a group, each once, those of one key side by side, sorted by key. Equal input in any order makes equal sets. */
public final class TargetSet {

    private static final Comparator<Target> ORDER = Comparator.comparingLong(Target::key)
            .thenComparing(Target::job)
            .thenComparing(Target::identity)
            .thenComparing(Target::labels);

    public static final TargetSet EMPTY = of(List.of());

    private final List<Target> targets;
    private final long[] keys;

    /** Of each key, where its targets begin; one more at the end. */
    private final int[] starts;

    private TargetSet(List<Target> targets, long[] keys, int[] starts) {
        this.targets = targets;
        this.keys = keys;
        this.starts = starts;
    }

    /** Of targets that are the same the one with the least labels stays, so that the order of sources does not matter. */
    public static TargetSet of(Collection<Target> found) {
        List<Target> sorted = found.stream().sorted(ORDER).toList();
        List<Target> targets = new ArrayList<>(sorted.size());
        long[] keys = new long[sorted.size()];
        int[] starts = new int[sorted.size() + 1];
        int units = 0;
        for (Target target : sorted) {
            if (targets.isEmpty() || target.key() != targets.getLast().key()) {
                starts[units] = targets.size();
                keys[units++] = target.key();
                targets.add(target);
            } else if (!isSame(target, targets.getLast())) {
                targets.add(target);
            }
        }
        starts[units] = targets.size();
        return new TargetSet(List.copyOf(targets), Arrays.copyOf(keys, units), Arrays.copyOf(starts, units + 1));
    }

    /** Sorted by key. */
    public List<Target> targets() {
        return targets;
    }

    /** How many keys there are. */
    public int size() {
        return keys.length;
    }

    /** The key at that place, from 0, in growing order. */
    public long key(int index) {
        return keys[index];
    }

    /** The targets of the key at that place; one at least. */
    public List<Target> at(int index) {
        return targets.subList(starts[index], starts[index + 1]);
    }

    /** The targets of that key; none if it is not here. */
    public List<Target> of(long key) {
        int index = Arrays.binarySearch(keys, key);
        return index < 0 ? List.of() : at(index);
    }

    private static boolean isSame(Target a, Target b) {
        return a.job().equals(b.job()) && a.identity().equals(b.identity());
    }
}
