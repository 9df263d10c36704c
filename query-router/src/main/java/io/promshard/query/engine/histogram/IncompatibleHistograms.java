package io.promshard.query.engine.histogram;

/** Two histograms cannot be added, since their buckets have other bounds. */
public final class IncompatibleHistograms extends RuntimeException {

    /** What is not the same. */
    public enum Difference {
        /** One has exponential buckets, one custom ones. */
        SCHEMA,
        /** Both have custom buckets, of other bounds. */
        BOUNDS
    }

    private final Difference difference;

    IncompatibleHistograms(Difference difference) {
        super("histograms differ in " + difference);
        this.difference = difference;
    }

    /** One has exponential buckets, one custom ones. */
    public static IncompatibleHistograms inSchema() {
        return new IncompatibleHistograms(Difference.SCHEMA);
    }

    public Difference difference() {
        return difference;
    }
}
