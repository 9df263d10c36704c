package io.promshard.pgw.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The labels of one metric, as ranges of the exposition's bytes. Mutable: one object is loaded with metric after metric. */
final class MetricLabels implements Exposition.LabelVisitor {

    private static final byte SEPARATOR = (byte) 0xFF;

    private byte[] bytes = new byte[0];
    private int[] ranges = new int[64];
    private int count;
    private byte[] scratch = new byte[256];
    private int length;

    /**
     * Takes the labels of a metric in place of those before.
     *
     * @throws ExpositionException if they are not sorted by name with each name once, as a Pushgateway has them
     */
    void load(Exposition exposition, int metric) throws ExpositionException {
        count = 0;
        exposition.labels(metric, this);
    }

    @Override
    public void visit(byte[] of, int nameFrom, int nameTo, int valueFrom, int valueTo) throws ExpositionException {
        bytes = of;
        if (count > 0 && compareName(count - 1, of, nameFrom, nameTo) >= 0) {
            throw new ExpositionException("the labels of a metric are not sorted by name, at byte " + nameFrom);
        }
        if (ranges.length < 4 * (count + 1)) {
            ranges = Arrays.copyOf(ranges, ranges.length * 2);
        }
        int at = 4 * count++;
        ranges[at] = nameFrom;
        ranges[at + 1] = nameTo;
        ranges[at + 2] = valueFrom;
        ranges[at + 3] = valueTo;
    }

    private int compareName(int label, byte[] other, int from, int to) {
        return Arrays.compareUnsigned(bytes, ranges[4 * label], ranges[4 * label + 1], other, from, to);
    }

    /**
     * The labels of those names, as {@link io.promshard.pgw.grouping.GroupingKey#canonicalBytes} writes them; null if one of them is
     * missing.
     *
     * @param names sorted
     */
    @Nullable String project(byte[][] names) {
        length = 0;
        int label = 0;
        for (byte[] name : names) {
            while (label < count && compareName(label, name, 0, name.length) < 0) {
                label++;
            }
            if (label == count || compareName(label, name, 0, name.length) != 0) {
                return null;
            }
            append(label++);
        }
        return written();
    }

    /** All labels, in the same form. */
    String canonical() {
        length = 0;
        for (int label = 0; label < count; label++) {
            append(label);
        }
        return written();
    }

    private void append(int label) {
        copy(ranges[4 * label], ranges[4 * label + 1]);
        copy(ranges[4 * label + 2], ranges[4 * label + 3]);
    }

    private void copy(int from, int to) {
        int needed = length + to - from + 1;
        if (scratch.length < needed) {
            scratch = Arrays.copyOf(scratch, needed * 2);
        }
        System.arraycopy(bytes, from, scratch, length, to - from);
        length = needed;
        scratch[length - 1] = SEPARATOR;
    }

    /** Without the last separator. */
    private String written() {
        return new String(scratch, 0, Math.max(0, length - 1), ISO_8859_1);
    }

    /** As byte strings by name. */
    SortedMap<String, String> toMap() {
        SortedMap<String, String> labels = new TreeMap<>();
        for (int label = 0; label < count; label++) {
            int at = 4 * label;
            labels.put(text(ranges[at], ranges[at + 1]), text(ranges[at + 2], ranges[at + 3]));
        }
        return labels;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
