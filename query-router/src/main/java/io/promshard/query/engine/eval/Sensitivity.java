package io.promshard.query.engine.eval;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** What operators could make of values that are in doubt. */
enum Sensitivity {
    /** Nothing more than they are. */
    NONE,
    /** More, as comparisons and differences do; what they do make of it shows when the values are disturbed. */
    SHOWN,
    /** They may ask whether differences are zero, or values equal over time: no disturbance shows what would be so. */
    HIDDEN;

    /** Functions that keep the digits that their values have, or do not look at them. */
    private static final Set<String> STEADY = Set.of(
            "abs",
            "absent",
            "absent_over_time",
            "count_over_time",
            "label_join",
            "label_replace",
            "last_over_time",
            "max_over_time",
            "min_over_time",
            "present_over_time",
            "scalar",
            "sort",
            "sort_by_label",
            "sort_by_label_desc",
            "sort_desc",
            "sqrt",
            "timestamp",
            "vector");

    /**
     * A node with what is around it.
     *
     * @param exposed whether it is within one that is sensitive
     * @param compared whether it is within a comparison for equality
     * @param hidden whether one that is sensitive is in between
     */
    private record Open(Node node, boolean exposed, boolean compared, boolean hidden) {

        Open within(Node part) {
            boolean equality = isEquality(node.expr());
            boolean sensitive = isSensitive(node.expr());
            boolean hides = (compared && sensitive) || isChanges(node.expr());
            return new Open(part, exposed || sensitive, compared || equality, hidden || hides);
        }
    }

    /** That of the tree's aggregations that are in doubt. */
    static Sensitivity of(Node root, SharedResults shared) {
        Sensitivity most = NONE;
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(root, false, false, false));
        while (!open.isEmpty()) {
            Open next = open.pop();
            Node node = next.node;
            if (node.share() == null) {
                node.parts().forEach(part -> open.push(next.within(part)));
            } else if (next.exposed && shared.isInDoubt(node.share())) {
                most = next.hidden || most == HIDDEN ? HIDDEN : SHOWN;
            }
        }
        return most;
    }

    private static boolean isChanges(Expr expr) {
        return expr instanceof Call call && call.function().name().equals("changes");
    }

    static boolean isEquality(Expr expr) {
        return expr instanceof BinaryExpr binary && (binary.op() == BinaryOp.EQL || binary.op() == BinaryOp.NEQ);
    }

    private static boolean isSensitive(Expr expr) {
        return switch (expr) {
            case BinaryExpr binary ->
                !binary.op().isSet() && binary.op() != BinaryOp.MUL && binary.op() != BinaryOp.DIV;
            case Call call -> !STEADY.contains(call.function().name());
            case AggregateExpr aggregate ->
                switch (aggregate.op()) {
                    case COUNT, GROUP, MAX, MIN -> false;
                    case AVG, BOTTOMK, COUNT_VALUES, LIMIT_RATIO, LIMITK, QUANTILE, STDDEV, STDVAR, SUM, TOPK -> true;
                };
            case ParenExpr paren -> false;
            case UnaryExpr unary -> false;
            case SubqueryExpr subquery -> false;
            case NumberLiteral number -> false;
            case StringLiteral string -> false;
            case VectorSelector selector -> false;
            case MatrixSelector matrix -> false;
        };
    }
}
