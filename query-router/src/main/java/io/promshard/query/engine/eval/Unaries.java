package io.promshard.query.engine.eval;

import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.promql.ast.UnaryOp;
import java.util.Arrays;

/** Signs: a minus drops the names, a plus does nothing. */
final class Unaries {

    private Unaries() {}

    static Operand of(UnaryOp op, Operand operand) {
        if (op == UnaryOp.ADD) {
            return operand;
        }
        if (operand instanceof Scalars scalars) {
            return new Scalars(
                    Arrays.stream(scalars.values()).map(value -> -value).toArray());
        }
        if (operand instanceof InstantVector vector) {
            return SeriesMerger.distinct(
                    vector.series().stream().map(Unaries::negated).toList());
        }
        throw new IllegalArgumentException("a sign is of a scalar or a vector");
    }

    private static Series negated(Series series) {
        return new Series(
                SeriesLabels.dropName(series.labels()),
                series.column().map(value -> -value, histogram -> Histograms.multiply(histogram, -1)));
    }
}
