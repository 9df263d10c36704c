package io.promshard.query.engine;

/**
 * A sum that keeps what rounding loses, as Neumaier improved Kahan's; with the same operations in the same order as
 * Prometheus', so that the last bits agree.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/functions.go">kahanSumInc</a>
 */
public final class KahanSum {

    private double sum;
    private double lost;

    public void add(double value) {
        lost = lost(value, sum, lost);
        sum += value;
    }

    public double value() {
        return sum + lost;
    }

    /** What is lost in total once a value is added to a sum that lost so much. */
    public static double lost(double value, double sum, double lost) {
        double next = sum + value;
        if (Double.isInfinite(next)) {
            return 0;
        }
        return Math.abs(sum) >= Math.abs(value) ? lost + ((sum - next) + value) : lost + ((value - next) + sum);
    }
}
