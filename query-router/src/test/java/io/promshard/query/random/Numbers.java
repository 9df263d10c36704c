package io.promshard.query.random;

/** Compares numbers as the API prints them. */
final class Numbers {

    /** Above which numbers are not the same, relative to the larger one. */
    static final double TOLERANCE = 1e-9;

    private Numbers() {}

    /** 0 if they are the same, the signs of zeros included; infinite if they cannot be near each other. */
    static double distance(String want, String have) {
        if (want.equals(have)) {
            return 0;
        }
        double x = number(want);
        double y = number(have);
        if (x == y) {
            return x == 0 && Double.compare(x, y) != 0 ? Double.POSITIVE_INFINITY : 0;
        }
        double larger = Math.max(Math.abs(x), Math.abs(y));
        return Double.isFinite(x) && Double.isFinite(y) ? Math.abs(x / larger - y / larger) : Double.POSITIVE_INFINITY;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
