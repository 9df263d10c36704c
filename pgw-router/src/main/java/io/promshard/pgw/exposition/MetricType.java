package io.promshard.pgw.exposition;

/** The types of {@code metrics.proto}, each with its number there. */
public enum MetricType {
    COUNTER(0, 3),
    GAUGE(1, 2),
    SUMMARY(2, 4),
    UNTYPED(3, 5),
    HISTOGRAM(4, 7),
    GAUGE_HISTOGRAM(5, 7);

    private static final MetricType[] ALL = values();

    private final int number;
    private final int valueField;

    MetricType(int number, int valueField) {
        this.number = number;
        this.valueField = valueField;
    }

    static MetricType of(long number) throws ExpositionException {
        for (MetricType type : ALL) {
            if (type.number == number) {
                return type;
            }
        }
        throw new ExpositionException("a metric family of the unknown type " + number);
    }

    int number() {
        return number;
    }

    /** The field of a {@code Metric} that holds its value. */
    public int valueField() {
        return valueField;
    }

    /** Whether a value is one number. */
    public boolean isScalar() {
        return switch (this) {
            case COUNTER, GAUGE, UNTYPED -> true;
            case SUMMARY, HISTOGRAM, GAUGE_HISTOGRAM -> false;
        };
    }
}
