package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.engine.histogram.HistogramText;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.promql.text.ByteString;
import io.promshard.query.promql.text.Numbers;
import io.promshard.query.promql.text.Quotes;
import io.promshard.shard.labels.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code count_values}: how many samples of a group have each value, which becomes a label. */
final class CountValues {

    private final Aggregation aggregation;

    CountValues(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    /**
     * The counts.
     *
     * @throws EngineException.Execution if the label's name is none
     */
    InstantVector of(InstantVector vector, Operand param) {
        String label = param instanceof Operand.Text(String value) ? value : "";
        if (label.isEmpty() || ByteString.hasInvalid(label)) {
            throw new EngineException.Execution("invalid label name " + Quotes.quote(label));
        }
        Groups groups = Groups.of(aggregation.expr()).with(label);
        Map<Labels, double[]> counts = new LinkedHashMap<>();
        for (Series series : vector.series()) {
            for (int step = 0; step < aggregation.steps(); step++) {
                if (series.column().has(step)) {
                    Labels group = groups.labels(series.labels().with(label, text(series.column(), step)));
                    counts.computeIfAbsent(group, key -> new double[aggregation.steps()])[step]++;
                }
            }
        }
        SeriesMerger results = new SeriesMerger();
        counts.forEach((labels, ofSteps) -> results.add(labels, counted(ofSteps)));
        return results.vector();
    }

    private static String text(Column column, int step) {
        FloatHistogram histogram = column.histogram(step);
        return histogram == null ? Numbers.format(column.value(step)) : HistogramText.of(histogram);
    }

    private static Column counted(double[] counts) {
        ColumnBuilder column = new ColumnBuilder(counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                column.set(i, counts[i]);
            }
        }
        return column.build();
    }
}
