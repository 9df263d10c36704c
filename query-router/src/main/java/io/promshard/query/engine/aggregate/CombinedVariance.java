package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.promql.ast.Aggregator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code stdvar} and {@code stddev} of counts, means and variances of floats: the mean of the variances, and the variance of the
 * means. Where the variance is small beside the mean, rounding decides it, so not here.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub, LeVeque: Algorithms for Computing the Sample
 *     Variance</a>
 */
final class CombinedVariance implements Combination {

    private static final double ROUNDING = 0x1p-53;
    private static final double MOST_ROUNDED = 0x1p-31;

    private final DoubleUnaryOperator ofVariance;

    /** @param ofVariance makes the result of a variance */
    CombinedVariance(DoubleUnaryOperator ofVariance) {
        this.ofVariance = ofVariance;
    }

    /** What one shard has at a step. */
    private record Moments(double count, double mean, double variance) {

        boolean isFinite() {
            return Double.isFinite(mean) && Double.isFinite(variance);
        }

        /** So many samples of one number that was not rounded to be their mean. */
        boolean isConstant() {
            return variance == 0 && !FloatSum.isRounded(mean);
        }
    }

    @Override
    public Optional<Estimate> of(List<Map<Aggregator, Column>> shares, int steps) {
        ColumnBuilder result = new ColumnBuilder(steps);
        double[] doubt = new double[steps];
        for (int step = 0; step < steps; step++) {
            List<Moments> all = moments(shares, step);
            if (all.size() == 1 || isConstant(all)) {
                result.set(step, ofVariance.applyAsDouble(all.getFirst().variance()));
            } else if (!all.isEmpty() && !put(all, step, result, doubt)) {
                return Optional.empty();
            }
        }
        return Optional.of(Estimate.of(result.build(), doubt));
    }

    private static List<Moments> moments(List<Map<Aggregator, Column>> shares, int step) {
        List<Moments> all = new ArrayList<>();
        for (Map<Aggregator, Column> share : shares) {
            double count = value(share.get(Aggregator.COUNT), step);
            if (count > 0) {
                double mean = value(share.get(Aggregator.AVG), step);
                all.add(new Moments(count, mean, value(share.get(Aggregator.STDVAR), step)));
            }
        }
        return all;
    }

    private static double value(@Nullable Column column, int step) {
        return column != null && column.hasFloat(step) ? column.value(step) : Double.NaN;
    }

    private static boolean isConstant(List<Moments> all) {
        return !all.isEmpty()
                && all.stream()
                        .allMatch(one ->
                                one.isConstant() && one.mean() == all.getFirst().mean());
    }

    private boolean put(List<Moments> all, int step, ColumnBuilder result, double[] doubt) {
        double count = all.stream().mapToDouble(Moments::count).sum();
        double mean = all.stream().mapToDouble(one -> one.count() * one.mean()).sum() / count;
        double variance = all.stream()
                        .mapToDouble(one -> one.count() * (one.variance() + square(one.mean() - mean)))
                        .sum()
                / count;
        double largest =
                all.stream().mapToDouble(one -> Math.abs(one.mean())).max().orElseThrow();
        double rounded = count * ROUNDING * (1 + Math.sqrt(square(largest) / variance));
        result.set(step, ofVariance.applyAsDouble(variance));
        doubt[step] = ofVariance.applyAsDouble(variance) * rounded;
        return all.stream().allMatch(Moments::isFinite) && Double.isFinite(variance) && rounded < MOST_ROUNDED;
    }

    private static double square(double x) {
        return x * x;
    }
}
