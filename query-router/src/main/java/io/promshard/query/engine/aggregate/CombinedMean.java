package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.promql.ast.Aggregator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code avg} of sums and counts of floats. A mean whose sum would overflow is computed in another way, so not here. */
final class CombinedMean implements Combination {

    private static final double DOUBT = 0x1p-49;

    @Override
    public Optional<Estimate> of(List<Map<Aggregator, Column>> shares, int steps) {
        ColumnBuilder result = new ColumnBuilder(steps);
        double[] doubt = new double[steps];
        for (int step = 0; step < steps; step++) {
            FloatSum sum = new FloatSum();
            double count = 0;
            for (Map<Aggregator, Column> share : shares) {
                Column counts = Objects.requireNonNull(share.get(Aggregator.COUNT), "a share has both kinds");
                Column sums = share.get(Aggregator.SUM);
                if (counts.hasFloat(step)) {
                    if (sums == null || !sums.hasFloat(step)) {
                        return Optional.empty();
                    }
                    count += counts.value(step);
                    sum.add(sums.value(step));
                }
            }
            if (count > 0) {
                if (!sum.isTold()) {
                    return Optional.empty();
                }
                result.set(step, sum.sum() / count + sum.lost() / count);
                doubt[step] = sum.doubt() == 0 ? 0 : sum.doubt() / count + Math.abs(sum.total() / count) * DOUBT;
            }
        }
        return Optional.of(Estimate.of(result.build(), doubt));
    }
}
