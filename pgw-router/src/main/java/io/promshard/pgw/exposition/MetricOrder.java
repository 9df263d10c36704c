package io.promshard.pgw.exposition;

import java.util.Arrays;

/**
 * Compares metrics of one family as a Pushgateway sorts them: fewer labels first, then by the labels' values in turn; by their names
 * where all values are equal. For one thread.
 *
 * @see <a href="https://github.com/prometheus/client_golang/blob/v1.21.1/prometheus/internal/metric.go">MetricSorter</a>
 */
public final class MetricOrder {

    private final Pairs one = new Pairs();
    private final Pairs other = new Pairs();

    /** Zero if and only if the labels are the same. */
    public int compare(Exposition first, int metric, Exposition second, int otherMetric) throws ExpositionException {
        one.load(first, metric);
        other.load(second, otherMetric);
        if (one.count != other.count) {
            return Integer.compare(one.count, other.count);
        }
        int byValue = one.compare(other, 2);
        return byValue != 0 ? byValue : one.compare(other, 0);
    }

    /** The labels of a metric as ranges: of each its name, then its value. */
    private static final class Pairs implements Exposition.LabelVisitor {

        private byte[] bytes = new byte[0];
        private int[] ranges = new int[64];
        private int count;

        private void load(Exposition exposition, int metric) throws ExpositionException {
            bytes = exposition.bytes();
            count = 0;
            exposition.labels(metric, this);
        }

        @Override
        public void visit(byte[] of, int nameFrom, int nameTo, int valueFrom, int valueTo) {
            if (ranges.length < 4 * (count + 1)) {
                ranges = Arrays.copyOf(ranges, ranges.length * 2);
            }
            int at = 4 * count++;
            ranges[at] = nameFrom;
            ranges[at + 1] = nameTo;
            ranges[at + 2] = valueFrom;
            ranges[at + 3] = valueTo;
        }

        /** By names from offset 0, by values from offset 2. */
        private int compare(Pairs that, int offset) {
            for (int at = offset; at < 4 * count; at += 4) {
                int order = Arrays.compareUnsigned(
                        bytes, ranges[at], ranges[at + 1], that.bytes, that.ranges[at], that.ranges[at + 1]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
