package io.promshard.query.engine.eval;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.RangeVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Operand.Text;
import io.promshard.query.engine.Series;
import io.promshard.shard.labels.Labels;
import java.util.Arrays;
import java.util.List;

/** Brings values into the shape that a parent needs. */
final class Shapes {

    private Shapes() {}

    /** The value of one step at so many; ranges know their times themselves. */
    static Operand repeated(Operand operand, int steps) {
        return switch (operand) {
            case Scalars scalars -> {
                double[] values = new double[steps];
                Arrays.fill(values, scalars.values()[0]);
                yield new Scalars(values);
            }
            case InstantVector vector ->
                new InstantVector(vector.series().stream()
                        .map(series ->
                                new Series(series.labels(), series.column().repeated(steps)))
                        .toList());
            case RangeVector range -> range;
            case Text text -> text;
        };
    }

    /** A scalar as a vector of one series without labels. */
    static InstantVector vector(Operand operand) {
        return switch (operand) {
            case InstantVector vector -> vector;
            case Scalars scalars ->
                new InstantVector(List.of(new Series(Labels.EMPTY, Column.dense(scalars.values()))));
            case RangeVector range -> throw new IllegalArgumentException("a range is no vector");
            case Text text -> throw new IllegalArgumentException("a string is no vector");
        };
    }
}
