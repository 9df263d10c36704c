package io.promshard.query.engine;

import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.VectorSelector;
import java.util.function.Predicate;

/** As little as possible is a leaf: selectors, and functions of what only the server knows of them. */
public final class EachSelector implements Predicate<Expr> {

    @Override
    public boolean test(Expr expr) {
        return switch (expr) {
            case VectorSelector selector -> true;
            case Call call ->
                switch (call.function().name()) {
                    case "absent_over_time" -> false;
                    case "info" -> true;
                    case "timestamp" -> plain(call.args().getFirst()) instanceof VectorSelector;
                    default -> call.args().stream().anyMatch(arg -> plain(arg) instanceof MatrixSelector);
                };
            default -> false;
        };
    }

    private static Expr plain(Expr expr) {
        return expr instanceof ParenExpr paren ? plain(paren.expr()) : expr;
    }
}
