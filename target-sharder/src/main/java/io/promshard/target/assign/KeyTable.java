package io.promshard.target.assign;

import io.promshard.target.model.TargetSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The keys of a group in columns, sorted by key: of each its job, how many targets and how many series it has. Immutable. */
public final class KeyTable {

    /** Reads a label of the key at a place, empty if it is not there; {@code __meta_*} are allowed. */
    @FunctionalInterface
    public interface LabelReader {
        String value(int index, String label);
    }

    private final List<JobRule> jobs;
    private final long[] keys;
    private final int[] jobOf;
    private final int[] targets;
    private final double[] series;
    private final LabelReader labels;

    /**
     * Takes the arrays as they are: nobody may write to them afterwards.
     *
     * @param keys growing
     * @param jobOf of each key, the place of its job in {@code jobs}
     * @param targets of each key, how many targets it has
     * @param series of each key; less than one a target, or not a number, counts as one a target
     */
    public KeyTable(List<JobRule> jobs, long[] keys, int[] jobOf, int[] targets, double[] series, LabelReader labels) {
        for (int i = 1; i < keys.length; i++) {
            if (keys[i] <= keys[i - 1]) {
                throw new IllegalArgumentException("keys must grow, but key " + i + " does not");
            }
        }
        this.jobs = List.copyOf(jobs);
        this.keys = keys;
        this.jobOf = jobOf;
        this.targets = targets;
        this.series = series;
        this.labels = labels;
    }

    /**
     * The keys of a set; labels are those of a key's first target.
     *
     * @param jobs with all that have targets in the set
     * @param series of the key at a place of the set, all its targets together
     * @throws IllegalArgumentException if a target's job is not among {@code jobs}
     */
    public static KeyTable of(TargetSet set, List<JobRule> jobs, IntToDoubleFunction series) {
        Map<String, Integer> places = places(jobs);
        int size = set.size();
        long[] keys = new long[size];
        int[] jobOf = new int[size];
        int[] targets = new int[size];
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            keys[i] = set.key(i);
            jobOf[i] = place(places, set.at(i).getFirst().job());
            targets[i] = set.at(i).size();
            weights[i] = series.applyAsDouble(i);
        }
        return new KeyTable(
                jobs,
                keys,
                jobOf,
                targets,
                weights,
                (index, label) -> set.at(index).getFirst().labels().get(label));
    }

    private static Map<String, Integer> places(List<JobRule> jobs) {
        Map<String, Integer> places = new HashMap<>();
        for (JobRule job : jobs) {
            places.put(job.name(), places.size());
        }
        return places;
    }

    private static int place(Map<String, Integer> places, String job) {
        Integer place = places.get(job);
        if (place == null) {
            throw new IllegalArgumentException("there are targets of job " + job + ", but no rule for it");
        }
        return place;
    }

    public List<JobRule> jobs() {
        return jobs;
    }

    public int size() {
        return keys.length;
    }

    public long key(int index) {
        return keys[index];
    }

    /** Where that key is, or a negative number. */
    int find(long key) {
        return Arrays.binarySearch(keys, key);
    }

    public JobRule job(int index) {
        return jobs.get(jobOf[index]);
    }

    /** The place in {@link #jobs} of the job of the key at that place. */
    int jobPlace(int index) {
        return jobOf[index];
    }

    /** How many targets the key at that place has. */
    public int targets(int index) {
        return targets[index];
    }

    /** How many series the key at that place has, at least one a target. A whole number: sums are the same in whatever order. */
    public double series(int index) {
        return Double.isFinite(series[index]) ? Math.max(Math.rint(series[index]), targets[index]) : targets[index];
    }

    public String label(int index, String label) {
        return labels.value(index, label);
    }
}
