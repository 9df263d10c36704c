package io.promshard.query.engine;

/**
 * A mean in one pass: sum over count, or incrementally from the value on with which the sum would overflow.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/functions.go">funcAvgOverTime</a>
 */
public final class Means {

    private double sum;
    private double mean;
    private double lost;
    private double count;
    private boolean incremental;

    public void add(double value) {
        count++;
        if (count == 1) {
            sum = value;
            return;
        }
        if (!incremental) {
            double nextLost = KahanSum.lost(value, sum, lost);
            if (!Double.isInfinite(sum + value)) {
                sum += value;
                lost = nextLost;
                return;
            }
            incremental = true;
            mean = sum / (count - 1);
            lost /= count - 1;
        }
        double share = (count - 1) / count;
        double before = share * mean;
        lost = KahanSum.lost(value / count, before, share * lost);
        mean = before + value / count;
    }

    public double value() {
        return incremental ? mean + lost : sum / count + lost / count;
    }
}
