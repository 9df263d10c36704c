package io.promshard.query.engine;

/** Logarithms as Go's {@code math} computes them, which rounds other than Java's. */
public final class Logarithms {

    private static final double LN_2 = 0.6931471805599453;
    private static final double LN_10 = 2.302585092994046;
    private static final int SUBNORMAL_BITS = 54;

    private Logarithms() {}

    /** Exact for powers of two. */
    public static double log2(double x) {
        if (!(x > 0) || Double.isInfinite(x)) {
            return Math.log(x);
        }
        double normal = x < Double.MIN_NORMAL ? Math.scalb(x, SUBNORMAL_BITS) : x;
        int exponent = Math.getExponent(normal) + 1;
        double fraction = Math.scalb(normal, -exponent);
        int power = x < Double.MIN_NORMAL ? exponent - SUBNORMAL_BITS : exponent;
        return fraction == 0.5 ? power - 1 : Math.log(fraction) * (1 / LN_2) + power;
    }

    /** Not exact for all powers of ten, as Go's is not. */
    public static double log10(double x) {
        return log2(x) * (LN_2 / LN_10);
    }
}
