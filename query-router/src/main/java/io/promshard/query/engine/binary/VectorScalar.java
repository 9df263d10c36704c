package io.promshard.query.engine.binary;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.promql.ast.BinaryExpr;

/** An operator between a vector and a scalar; a comparison that filters leaves the vector's samples, on whichever side. */
final class VectorScalar {

    private final Samples samples;
    private final boolean scalarIsLeft;
    private final boolean dropName;
    private final boolean filters;

    VectorScalar(BinaryExpr expr, boolean scalarIsLeft, Annotations notes) {
        this.samples = new Samples(expr, notes);
        this.scalarIsLeft = scalarIsLeft;
        this.dropName = !expr.op().isComparison() || expr.returnBool();
        this.filters = expr.op().isComparison() && !expr.returnBool();
    }

    InstantVector of(InstantVector vector, Scalars scalars) {
        SeriesMerger results = new SeriesMerger();
        for (Series series : vector.series()) {
            Column column = column(series.column(), scalars.values());
            results.add(dropName ? SeriesLabels.dropName(series.labels()) : series.labels(), column);
        }
        return results.vector();
    }

    private Column column(Column in, double[] scalars) {
        ColumnBuilder out = new ColumnBuilder(in.steps());
        for (int i = in.nextFloat(0); i >= 0; i = in.nextFloat(i + 1)) {
            double value = in.value(i);
            double left = scalarIsLeft ? scalars[i] : value;
            samples.floats(i, left, scalarIsLeft ? value : scalars[i], filters ? value : left, out);
        }
        in.histograms().forEach((step, histogram) -> {
            if (scalarIsLeft) {
                samples.histograms(step, null, histogram, scalars[step], out);
            } else {
                samples.histograms(step, histogram, null, scalars[step], out);
            }
        });
        return out.build();
    }
}
