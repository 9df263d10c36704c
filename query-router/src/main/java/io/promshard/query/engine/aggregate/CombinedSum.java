package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.engine.histogram.IncompatibleHistograms;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.promql.ast.Aggregator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code sum} of sums: of floats, or of histograms that fit; not of both, nor of floats that overflow or cancel each other. */
final class CombinedSum implements Combination {

    @Override
    public Optional<Estimate> of(List<Map<Aggregator, Column>> shares, int steps) {
        List<Column> sums = shares.stream()
                .map(share -> Objects.requireNonNull(share.get(Aggregator.SUM), "a share has its kind"))
                .toList();
        ColumnBuilder result = new ColumnBuilder(steps);
        double[] doubt = new double[steps];
        for (int step = 0; step < steps; step++) {
            if (!put(sums, step, result, doubt)) {
                return Optional.empty();
            }
        }
        return Optional.of(Estimate.of(result.build(), doubt));
    }

    private static boolean put(List<Column> sums, int step, ColumnBuilder result, double[] doubt) {
        FloatSum floats = new FloatSum();
        FloatHistogram histogram = null;
        int histograms = 0;
        for (Column sum : sums) {
            FloatHistogram one = sum.histogram(step);
            if (one != null) {
                histogram = histograms++ == 0 ? one : added(histogram, one);
            } else if (sum.hasFloat(step)) {
                floats.add(sum.value(step));
            }
        }
        if (floats.count() == 1 && histograms == 0) {
            result.set(step, floats.sum());
        } else if (floats.count() > 1 && histograms == 0) {
            result.set(step, floats.total());
            doubt[step] = floats.doubt();
            return floats.isTold();
        } else if (histogram != null && floats.count() == 0) {
            result.set(step, histogram);
        }
        return histograms == 0 || (floats.count() == 0 && histogram != null);
    }

    /** Null if they do not fit. */
    private static @Nullable FloatHistogram added(@Nullable FloatHistogram first, FloatHistogram second) {
        try {
            return first == null ? null : Histograms.add(first, second);
        } catch (IncompatibleHistograms | EngineException.Unsupported e) {
            return null;
        }
    }
}
