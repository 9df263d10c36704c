package io.promshard.query.engine;

import static io.promshard.query.engine.Annotation.info;
import static io.promshard.query.engine.Annotation.warning;

import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.text.NumberForms;
import io.promshard.query.promql.text.Quotes;

/**
 * The annotations, in Prometheus' words.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/util/annotations/annotations.go">annotations.go</a>
 */
public final class Notices {

    private Notices() {}

    public static Annotation invalidQuantile(double q, PositionRange at) {
        return warning("quantile value should be between 0 and 1, got " + NumberForms.general(q), at);
    }

    public static Annotation invalidRatio(double ratio, double taken, PositionRange at) {
        String message = "ratio value should be between -1 and 1, got " + NumberForms.general(ratio);
        return warning(message + ", capping to " + NumberForms.general(taken), at);
    }

    public static Annotation badBucketLabel(String metric, String le, PositionRange at) {
        String message = "bucket label \"le\" is missing or has a malformed value of " + Quotes.quote(le);
        return warning(message + " for metric name " + Quotes.quote(metric), at);
    }

    public static Annotation mixedFloatsHistograms(String metric, PositionRange at) {
        return warning("encountered a mix of histograms and floats for metric name " + Quotes.quote(metric), at);
    }

    public static Annotation mixedInAggregation(PositionRange at) {
        return warning("encountered a mix of histograms and floats for aggregation", at);
    }

    public static Annotation mixedClassicNative(String metric, PositionRange at) {
        String message = "vector contains a mix of classic and native histograms for metric name ";
        return warning(message + Quotes.quote(metric), at);
    }

    public static Annotation mixedSchemas(String metric, PositionRange at) {
        String message =
                "vector contains a mix of histograms with exponential and custom buckets schemas for metric name ";
        return warning(message + Quotes.quote(metric), at);
    }

    public static Annotation incompatibleBounds(String metric, PositionRange at) {
        String message = "vector contains histograms with incompatible custom buckets for metric name ";
        return warning(message + Quotes.quote(metric), at);
    }

    public static Annotation incompatibleLayout(String operator, PositionRange at) {
        return warning("incompatible bucket layout encountered for binary operator " + operator, at);
    }

    public static Annotation incompatibleTypes(String left, String operator, String right, PositionRange at) {
        String message = "incompatible sample types encountered for binary operator " + Quotes.quote(operator);
        return info(message + ": " + left + " " + operator + " " + right, at);
    }

    public static Annotation histogramIgnored(String aggregation, PositionRange at) {
        return info("ignored histogram in " + aggregation + " aggregation", at);
    }

    public static Annotation histogramsIgnoredInRange(String metric, PositionRange at) {
        String message = "ignored histograms in a range containing both floats and histograms for metric name ";
        return info(message + Quotes.quote(metric), at);
    }

    public static Annotation forcedMonotonicity(String metric, PositionRange at) {
        String page = "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile";
        String message =
                "input to histogram_quantile needed to be fixed for monotonicity (see " + page + ") for metric name ";
        return info(message + Quotes.quote(metric), at);
    }

    public static Annotation quantileIsNan(String metric, PositionRange at) {
        String message = "input to histogram_quantile has NaN observations, result is NaN for metric name ";
        return info(message + Quotes.quote(metric), at);
    }

    public static Annotation quantileIsSkewed(String metric, PositionRange at) {
        String message = "input to histogram_quantile has NaN observations, result is skewed higher for metric name ";
        return info(message + Quotes.quote(metric), at);
    }

    public static Annotation fractionIgnoresNan(String metric, PositionRange at) {
        String message = "input to histogram_fraction has NaN observations, which are excluded from all fractions";
        return info(message + " for metric name " + Quotes.quote(metric), at);
    }

    public static Annotation histogramNotCounter(String metric, PositionRange at) {
        return warning("this native histogram metric is not a counter: " + Quotes.quote(metric), at);
    }

    public static Annotation histogramNotGauge(String metric, PositionRange at) {
        return warning("this native histogram metric is not a gauge: " + Quotes.quote(metric), at);
    }

    public static Annotation possibleNonCounter(String metric, PositionRange at) {
        String message = "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ";
        return info(message + Quotes.quote(metric), at);
    }
}
