package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.AtModifier;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.StartOrEnd;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.Numbers;
import org.jspecify.annotations.Nullable;

/** What stands behind an expression: {@code [1h:5m] @ 10.000 offset 5m}. */
final class Suffixes {

    private Suffixes() {}

    static String of(VectorSelector e) {
        return at(e.at()) + offset(e.offset());
    }

    static String of(MatrixSelector e) {
        return "[" + DurationWriter.write(e.range()) + "]" + of(e.selector());
    }

    static String of(SubqueryExpr e) {
        String step = e.step().equals(FixedDuration.ZERO) ? "" : DurationWriter.write(e.step());
        return "[" + DurationWriter.write(e.range()) + ":" + step + "]" + at(e.at()) + offset(e.offset());
    }

    private static String at(@Nullable AtModifier at) {
        return switch (at) {
            case null -> "";
            case AtTimestamp timestamp -> " @ " + Numbers.format(timestamp.millis() / 1000.0, 3);
            case StartOrEnd end -> " @ " + end.text() + "()";
        };
    }

    private static String offset(DurationSpec offset) {
        return offset.equals(FixedDuration.ZERO) ? "" : " offset " + DurationWriter.write(offset);
    }
}
