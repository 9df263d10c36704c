package io.promshard.query.engine;

import java.util.Arrays;

/** The quantile of some numbers, as Prometheus interpolates it. */
public final class Quantiles {

    private Quantiles() {}

    /** The quantile of the first so many numbers; they are sorted in place, NaN first. */
    public static double of(double q, double[] values, int count) {
        if (count == 0 || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0 || q > 1) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        sort(values, count);
        double rank = q * (count - 1.0);
        int lower = (int) Math.max(0, Math.floor(rank));
        int upper = Math.min(count - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return values[lower] * (1 - weight) + values[upper] * weight;
    }

    private static void sort(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int numbers = count;
        while (numbers > 0 && Double.isNaN(values[numbers - 1])) {
            numbers--;
        }
        System.arraycopy(values, 0, values, count - numbers, numbers);
        Arrays.fill(values, 0, count - numbers, Double.NaN);
    }
}
