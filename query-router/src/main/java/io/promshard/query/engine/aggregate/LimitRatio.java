package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;

/**
 * {@code limit_ratio}: a share of all series, chosen by the hash of their labels; with a minus, the series that the share with
 * one more would leave out.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">HashRatioSampler</a>
 */
final class LimitRatio {

    private final Aggregation aggregation;

    LimitRatio(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    InstantVector of(InstantVector vector, double[] params) {
        double max = Params.max(params);
        double min = Params.min(params);
        Chosen chosen = new Chosen();
        if (max == 0 && min == 0) {
            return chosen.vector();
        }
        if (max > 1) {
            aggregation.note(Notices.invalidRatio(max, 1, aggregation.param()));
        }
        if (min < -1) {
            aggregation.note(Notices.invalidRatio(min, -1, aggregation.param()));
        }
        for (Series series : vector.series()) {
            double place = LabelsHash.of(series.labels());
            for (int step = 0; step < params.length; step++) {
                if (series.column().has(step) && isChosen(place, params[step])) {
                    chosen.add(series, step);
                }
            }
        }
        return chosen.vector();
    }

    private static boolean isChosen(double place, double param) {
        if (Double.isNaN(param)) {
            throw new EngineException.Execution("Ratio value NaN is NaN");
        }
        double ratio = Math.max(-1, Math.min(1, param));
        return ratio >= 0 ? place < ratio : place >= 1 + ratio;
    }
}
