package io.promshard.query.engine;

import io.promshard.query.engine.eval.Cut;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.VectorSelector;

/** As little as possible is a leaf: selectors, and functions of what only the server knows of them. */
public final class EachSelector implements Cut {

    @Override
    public boolean isLeaf(Expr expr) {
        return switch (expr) {
            case VectorSelector selector -> true;
            case Call call ->
                switch (call.function().name()) {
                    case "absent_over_time", "info" -> false;
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
