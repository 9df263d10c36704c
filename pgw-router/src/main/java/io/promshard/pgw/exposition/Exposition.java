package io.promshard.pgw.exposition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * One exposition in delimited protobuf: its bytes, and where in them each metric lies. Costs eight bytes a metric beside the bytes
 * themselves. Immutable; the array must not be touched by others.
 *
 * <p>Metrics are numbered as they come, so those of one family follow each other.
 */
public final class Exposition {

    /** The field of a metric that holds a label. */
    public static final int LABEL = 1;

    /** The field of a label that holds its name. */
    public static final int LABEL_NAME = 1;

    /** The field of a label that holds its value. */
    public static final int LABEL_VALUE = 2;

    private final byte[] bytes;
    private final List<Family> families;
    private final int[] starts;
    private final int[] ends;

    Exposition(byte[] bytes, List<Family> families, int[] starts, int[] ends) {
        this.bytes = bytes;
        this.families = List.copyOf(families);
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * Finds the metrics.
     *
     * @throws ExpositionException if the bytes are no whole sequence of delimited families, each with a name and each name once
     */
    public static Exposition of(byte[] bytes) throws ExpositionException {
        return new ExpositionIndex(bytes).read();
    }

    /** In the order in which they came; those of a Pushgateway are sorted by name. */
    public List<Family> families() {
        return families;
    }

    /** How many metrics there are. */
    public int size() {
        return starts.length;
    }

    /** The family of a metric. Costs a binary search. */
    public Family family(int metric) {
        int low = 0;
        int high = families.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (families.get(middle).first() <= metric) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return families.get(low);
    }

    /** The fields of a metric, before the first. */
    public WireCursor metric(int metric) {
        return new WireCursor(bytes, starts[metric], ends[metric]);
    }

    /** Puts a cursor before the first field of a metric. */
    public WireCursor metric(int metric, WireCursor cursor) {
        return cursor.reset(bytes, starts[metric], ends[metric]);
    }

    /** The bytes to which cursors point. */
    public byte[] bytes() {
        return bytes;
    }

    /** Shows each label, in the order in which they stand; a Pushgateway sorts them by name. */
    public void labels(int metric, LabelVisitor visitor) throws ExpositionException {
        WireCursor fields = metric(metric);
        WireCursor pair = new WireCursor(bytes, 0, 0);
        while (fields.next()) {
            if (fields.isBytes(LABEL)) {
                label(pair.reset(fields.from(), fields.to()), visitor);
            }
        }
    }

    private void label(WireCursor pair, LabelVisitor visitor) throws ExpositionException {
        int nameFrom = 0;
        int nameTo = 0;
        int valueFrom = 0;
        int valueTo = 0;
        while (pair.next()) {
            if (pair.isBytes(LABEL_NAME)) {
                nameFrom = pair.from();
                nameTo = pair.to();
            } else if (pair.isBytes(LABEL_VALUE)) {
                valueFrom = pair.from();
                valueTo = pair.to();
            }
        }
        visitor.visit(bytes, nameFrom, nameTo, valueFrom, valueTo);
    }

    /** Adds a metric to a family that was begun, byte for byte as it came. */
    public void writeMetric(int metric, WireWriter out) {
        out.bytes(FamilyHeader.METRIC, bytes, starts[metric], ends[metric]);
    }

    /** The one number of a counter, a gauge or an untyped metric; 0 if it has none, as protobuf has it. */
    public double scalar(int metric, MetricType type) throws ExpositionException {
        WireCursor fields = metric(metric);
        double value = 0;
        while (fields.next()) {
            if (fields.isBytes(type.valueField())) {
                value = first(new WireCursor(bytes, fields.from(), fields.to()));
            }
        }
        return value;
    }

    /** The same with other numbers of gauges, by metric; each must have one. Costs a copy of all bytes. */
    public Exposition withGauges(Map<Integer, Double> values) throws ExpositionException {
        byte[] copy = bytes.clone();
        for (Map.Entry<Integer, Double> value : values.entrySet()) {
            WireCursor fields = metric(value.getKey());
            while (fields.next()) {
                if (fields.isBytes(MetricType.GAUGE.valueField())) {
                    replace(new WireCursor(bytes, fields.from(), fields.to()), value.getValue(), copy);
                }
            }
        }
        return new Exposition(copy, families, starts, ends);
    }

    private static void replace(WireCursor fields, double value, byte[] copy) throws ExpositionException {
        while (fields.next()) {
            if (fields.isDouble(1)) {
                ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putDouble(fields.from(), value);
            }
        }
    }

    private static double first(WireCursor fields) throws ExpositionException {
        double value = 0;
        while (fields.next()) {
            if (fields.isDouble(1)) {
                value = fields.decimal();
            }
        }
        return value;
    }

    /**
     * One family, and the numbers of its metrics.
     *
     * @param first its first metric
     * @param end the first metric after it
     */
    public record Family(FamilyHeader header, int first, int end) {}

    /** Is shown labels as ranges of an array; what is missing is empty. */
    @FunctionalInterface
    public interface LabelVisitor {
        void visit(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) throws ExpositionException;
    }
}
