package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.MetricOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Metrics of several snapshots, each a number of 64 bits: the snapshot above, its number there below. Orders them by their labels. For one
 * thread.
 */
final class MetricNumbers {

    private final List<Shown> snapshots;
    private final MetricOrder order = new MetricOrder();

    MetricNumbers(List<Shown> snapshots) {
        this.snapshots = snapshots;
    }

    /** Those of a snapshot's family that are shown, sorted. */
    long[] shown(int snapshot, Exposition.Family family) throws ExpositionException {
        Shown shown = snapshots.get(snapshot);
        long[] metrics = new long[family.end() - family.first()];
        int count = 0;
        for (int metric = family.first(); metric < family.end(); metric++) {
            if (shown.isShown(metric)) {
                metrics[count++] = ((long) snapshot << 32) | metric;
            }
        }
        return sorted(Arrays.copyOf(metrics, count));
    }

    /** They are as a gateway sorts them; what is not is sorted here. */
    private long[] sorted(long[] metrics) throws ExpositionException {
        for (int i = 1; i < metrics.length; i++) {
            if (compare(metrics[i - 1], metrics[i]) > 0) {
                return merged(
                        sorted(Arrays.copyOf(metrics, metrics.length / 2)),
                        sorted(Arrays.copyOfRange(metrics, metrics.length / 2, metrics.length)));
            }
        }
        return metrics;
    }

    /** Of two that are sorted one that is. */
    long[] merged(long[] one, long[] other) throws ExpositionException {
        if (one.length == 0) {
            return other;
        }
        long[] merged = new long[one.length + other.length];
        int i = 0;
        int j = 0;
        for (int at = 0; at < merged.length; at++) {
            boolean first = j == other.length || (i < one.length && compare(one[i], other[j]) <= 0);
            merged[at] = first ? one[i++] : other[j++];
        }
        return merged;
    }

    /** Of sorted ones with the same labels the one that was pushed last. Overwrites the array. */
    long[] distinct(long[] metrics) throws ExpositionException {
        int kept = 0;
        for (long metric : metrics) {
            if (kept == 0 || compare(metrics[kept - 1], metric) != 0) {
                metrics[kept++] = metric;
            } else if (pushTime(metric) > pushTime(metrics[kept - 1])) {
                metrics[kept - 1] = metric;
            }
        }
        return Arrays.copyOf(metrics, kept);
    }

    private int compare(long one, long other) throws ExpositionException {
        return order.compare(exposition(one), (int) one, exposition(other), (int) other);
    }

    private Exposition exposition(long metric) {
        return snapshots.get((int) (metric >>> 32)).exposition();
    }

    private double pushTime(long metric) {
        return snapshots.get((int) (metric >>> 32)).pushTime((int) metric);
    }
}
