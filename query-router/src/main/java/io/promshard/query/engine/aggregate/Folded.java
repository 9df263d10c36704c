package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.promql.ast.Aggregator;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** Floats of one kind that are put together two by two, without rounding. */
record Folded(DoubleBinaryOperator operator) implements Combination {

    @Override
    public Optional<Estimate> of(List<Map<Aggregator, Column>> shares, int steps) {
        double[] values = new double[steps];
        BitSet seen = new BitSet(steps);
        for (Map<Aggregator, Column> share : shares) {
            for (Column column : share.values()) {
                for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
                    values[i] = seen.get(i) ? operator.applyAsDouble(values[i], column.value(i)) : column.value(i);
                    seen.set(i);
                }
            }
        }
        ColumnBuilder result = new ColumnBuilder(steps);
        seen.stream().forEach(step -> result.set(step, values[step]));
        return Optional.of(Estimate.exact(result.build()));
    }
}
