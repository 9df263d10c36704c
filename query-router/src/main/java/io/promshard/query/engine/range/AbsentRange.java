package io.promshard.query.engine.range;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.RangeVector;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.engine.function.Arguments;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.shard.labels.Labels;
import java.util.BitSet;

/** {@code absent_over_time} of a subquery: 1 at the steps at which no series has a sample in the range. */
final class AbsentRange {

    private AbsentRange() {}

    static InstantVector of(Arguments arguments) {
        RangeVector range = arguments.range(0);
        RangeCall call = new RangeCall("absent_over_time", new double[0][], PositionRange.NONE, arguments.notes());
        BitSet present = new BitSet();
        for (RangeSeries series : range.series()) {
            RangeFunction one = (window, at) -> at.result(1);
            Column column = RangeFunctions.column(one, series, range, arguments.grid(), call);
            column.addStepsTo(present);
        }
        ColumnBuilder absent = new ColumnBuilder(arguments.grid().steps());
        for (int i = 0; i < arguments.grid().steps(); i++) {
            if (!present.get(i)) {
                absent.set(i, 1);
            }
        }
        SeriesMerger result = new SeriesMerger();
        result.add(Labels.EMPTY, absent.build());
        return result.vector();
    }
}
