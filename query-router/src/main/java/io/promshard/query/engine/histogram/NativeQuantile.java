package io.promshard.query.engine.histogram;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Logarithms;
import io.promshard.query.engine.Notices;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.promql.ast.PositionRange;
import java.util.List;

/**
 * Quantiles of native histograms: on a logarithmic scale within exponential buckets, on a linear one within others.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/quantile.go">HistogramQuantile</a>
 */
public final class NativeQuantile {

    private NativeQuantile() {}

    /**
     * The quantile.
     *
     * @param metric for annotations
     * @param at for annotations
     * @throws EngineException.Unsupported if it cannot be seen what buckets these are
     */
    public static double of(double q, FloatHistogram histogram, String metric, PositionRange at, Annotations notes) {
        if (q < 0 || q > 1) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (histogram.count() == 0 || Double.isNaN(q)) {
            return Double.NaN;
        }
        boolean nan = Double.isNaN(histogram.sum());
        boolean forward = nan || q < 0.5;
        List<HistogramBucket> populated = Histograms.populated(histogram);
        List<HistogramBucket> buckets = forward ? populated : populated.reversed();
        double rank = (forward ? q : 1 - q) * histogram.count();
        Reached reached = reach(buckets, rank);
        if (reached.index < 0) {
            return withoutBuckets(rank, nan, metric, at, notes);
        }
        HistogramBucket bucket = buckets.get(reached.index);
        boolean custom = isCustom(histogram);
        if (custom && bucket.lower() == Double.NEGATIVE_INFINITY && bucket.upper() <= 0) {
            return bucket.upper();
        }
        if (custom && bucket.lower() > Double.NEGATIVE_INFINITY && bucket.upper() == Double.POSITIVE_INFINITY) {
            return bucket.lower();
        }
        HistogramBucket cut = custom ? cutAtZero(bucket) : ZeroSide.cut(bucket, histogram.buckets());
        double count = reached.count > histogram.count() ? histogram.count() : reached.count;
        if (count < rank) {
            if (nan) {
                notes.add(Notices.quantileIsNan(metric, at));
            }
            return nan ? Double.NaN : cut.upper();
        }
        if (nan && populated.stream().mapToDouble(HistogramBucket::count).sum() < histogram.count()) {
            notes.add(Notices.quantileIsSkewed(metric, at));
        }
        double within = forward ? rank - (count - cut.count()) : count - rank;
        return interpolated(cut, within / cut.count(), custom);
    }

    private static double withoutBuckets(double rank, boolean nan, String metric, PositionRange at, Annotations notes) {
        if (rank > 0 && nan) {
            notes.add(Notices.quantileIsNan(metric, at));
        }
        return rank > 0 && !nan ? 0 : Double.NaN;
    }

    /** @param count of observations up to the bucket of that index, it included */
    private record Reached(int index, double count) {}

    private static Reached reach(List<HistogramBucket> buckets, double rank) {
        double count = 0;
        for (int i = 0; i < buckets.size(); i++) {
            count += buckets.get(i).count();
            if (count >= rank) {
                return new Reached(i, count);
            }
        }
        return new Reached(buckets.size() - 1, count);
    }

    /** The lowest bucket of custom ones starts at zero, if it reaches beyond. */
    private static HistogramBucket cutAtZero(HistogramBucket bucket) {
        boolean first = bucket.lower() == Double.NEGATIVE_INFINITY;
        return first ? new HistogramBucket(bucket.boundaries(), 0, bucket.upper(), bucket.count()) : bucket;
    }

    static boolean isCustom(FloatHistogram histogram) {
        return switch (Layout.of(histogram)) {
            case Layout.Unknown unknown -> false;
            case Layout.Custom custom -> true;
            case Layout.Exponential exponential -> {
                if (!exponential.certain()) {
                    throw new EngineException.Unsupported(
                            "a histogram of several shards whose buckets can be custom or exponential ones");
                }
                yield false;
            }
        };
    }

    private static double interpolated(HistogramBucket bucket, double fraction, boolean custom) {
        if (custom || (bucket.lower() <= 0 && bucket.upper() >= 0)) {
            return bucket.lower() + (bucket.upper() - bucket.lower()) * fraction;
        }
        double lower = Logarithms.log2(Math.abs(bucket.lower()));
        double upper = Logarithms.log2(Math.abs(bucket.upper()));
        return bucket.lower() > 0
                ? Math.pow(2, lower + (upper - lower) * fraction)
                : -Math.pow(2, upper + (lower - upper) * (1 - fraction));
    }
}
