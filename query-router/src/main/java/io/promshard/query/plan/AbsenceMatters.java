package io.promshard.query.plan;

import io.promshard.query.analysis.Fold;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;

/**
 * Whether an expression can say more when it knows less: {@code absent()} of a shard that is down would fire, and what
 * {@code unless} should have taken out would stay; without a shard's info metrics, {@code info()} gives series other labels.
 */
public final class AbsenceMatters {

    private AbsenceMatters() {}

    /** Then an answer without some shard's series would not be a part of the whole, but wrong. */
    public static boolean in(Expr expr) {
        return Fold.<Boolean>of(expr, (node, parts) -> parts.contains(true) || adds(node));
    }

    private static boolean adds(Expr expr) {
        return switch (expr) {
            case Call call ->
                switch (call.function().name()) {
                    case "absent", "absent_over_time", "scalar", "info" -> true;
                    default -> false;
                };
            case BinaryExpr binary -> binary.op() == BinaryOp.UNLESS || binary.op() == BinaryOp.OR;
            default -> false;
        };
    }
}
