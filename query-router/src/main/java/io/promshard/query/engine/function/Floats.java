package io.promshard.query.engine.function;

import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The frame of functions that change floats one by one. */
final class Floats {

    private Floats() {}

    /** The floats, changed, of series without their names; histograms are dropped. */
    static InstantVector map(List<Series> series, DoubleUnaryOperator f) {
        SeriesMerger results = new SeriesMerger();
        series.forEach(one ->
                results.add(SeriesLabels.dropName(one.labels()), one.column().mapFloats(f)));
        return results.vector();
    }
}
