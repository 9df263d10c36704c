package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Quantiles;
import io.promshard.query.engine.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code quantile} of floats. */
final class QuantileAccumulator implements Accumulator {

    private final Aggregation aggregation;
    private final double[] quantiles;
    private final List<Column> columns = new ArrayList<>();

    /** @param quantiles one for each step */
    QuantileAccumulator(Aggregation aggregation, double[] quantiles) {
        this.aggregation = aggregation;
        this.quantiles = quantiles;
    }

    /** Says what is wrong with the parameter, if there is something. */
    static void check(Aggregation aggregation, double[] quantiles) {
        if (Arrays.stream(quantiles).anyMatch(Double::isNaN)) {
            aggregation.note(Notices.invalidQuantile(Double.NaN, aggregation.param()));
        }
        double max = Params.max(quantiles);
        if (max > 1) {
            aggregation.note(Notices.invalidQuantile(max, aggregation.param()));
        }
        double min = Params.min(quantiles);
        if (min < 0) {
            aggregation.note(Notices.invalidQuantile(min, aggregation.param()));
        }
    }

    @Override
    public void add(Series series) {
        columns.add(series.column());
        if (!series.column().histograms().isEmpty()) {
            aggregation.note(Notices.histogramIgnored("quantile", aggregation.inner()));
        }
    }

    @Override
    public Column result() {
        ColumnBuilder result = new ColumnBuilder(aggregation.steps());
        double[] values = new double[columns.size()];
        for (int i = 0; i < aggregation.steps(); i++) {
            int count = 0;
            for (Column column : columns) {
                if (column.hasFloat(i)) {
                    values[count++] = column.value(i);
                }
            }
            if (count > 0) {
                result.set(i, Quantiles.of(quantiles[i], values, count));
            }
        }
        return result.build();
    }
}
