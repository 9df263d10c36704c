package io.promshard.query.engine.function;

import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.histogram.NativeFraction;
import io.promshard.query.engine.histogram.NativeQuantile;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.shard.labels.Labels;
import java.util.Map;

/** {@code histogram_quantile} and {@code histogram_fraction}, of classic and of native histograms. */
final class BucketFunctions {

    static final Map<String, VectorFunction> ALL =
            Map.of("histogram_quantile", BucketFunctions::quantile, "histogram_fraction", BucketFunctions::fraction);

    private BucketFunctions() {}

    private static Operand quantile(Arguments arguments) {
        double[] quantiles = arguments.numbers(0);
        PositionRange position = arguments.position(0);
        for (double q : quantiles) {
            if (Double.isNaN(q) || q < 0 || q > 1) {
                arguments.notes().add(Notices.invalidQuantile(q, position));
            }
        }
        return new HistogramWalk(arguments, 1).of(new HistogramWalk.Function() {
            @Override
            public double ofNative(int step, FloatHistogram histogram, Labels labels) {
                // Prometheus has dropped the name by then, too.
                String metric = SeriesLabels.name(SeriesLabels.dropName(labels));
                return NativeQuantile.of(quantiles[step], histogram, metric, position, arguments.notes());
            }

            @Override
            public double ofClassic(int step, ClassicBuckets buckets, Labels labels) {
                ClassicBuckets.Quantile quantile = buckets.quantile(quantiles[step]);
                if (quantile.forced()) {
                    String metric = SeriesLabels.name(labels);
                    arguments.notes().add(Notices.forcedMonotonicity(metric, arguments.position(1)));
                }
                return quantile.value();
            }
        });
    }

    private static Operand fraction(Arguments arguments) {
        double[] lower = arguments.numbers(0);
        double[] upper = arguments.numbers(1);
        return new HistogramWalk(arguments, 2).of(new HistogramWalk.Function() {
            @Override
            public double ofNative(int step, FloatHistogram histogram, Labels labels) {
                String metric = SeriesLabels.name(SeriesLabels.dropName(labels));
                return NativeFraction.of(
                        lower[step], upper[step], histogram, metric, arguments.position(0), arguments.notes());
            }

            @Override
            public double ofClassic(int step, ClassicBuckets buckets, Labels labels) {
                return buckets.fraction(lower[step], upper[step]);
            }
        });
    }
}
