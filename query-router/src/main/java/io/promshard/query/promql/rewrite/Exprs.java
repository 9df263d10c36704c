package io.promshard.query.promql.rewrite;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** Walks over trees. Long chains, which lean to the left, take memory and no stack. */
public final class Exprs {

    private Exprs() {}

    /** The expressions directly within another; of an aggregation its expression, then its parameter. */
    public static List<Expr> children(Expr expr) {
        return switch (expr) {
            case AggregateExpr e -> e.param() == null ? List.of(e.expr()) : List.of(e.expr(), e.param());
            case BinaryExpr e -> List.of(e.lhs(), e.rhs());
            case Call e -> e.args();
            case MatrixSelector e -> List.of(e.selector());
            case ParenExpr e -> List.of(e.expr());
            case SubqueryExpr e -> List.of(e.expr());
            case UnaryExpr e -> List.of(e.expr());
            case NumberLiteral e -> List.of();
            case StringLiteral e -> List.of();
            case VectorSelector e -> List.of();
        };
    }

    /**
     * The same expression of other children, as {@link #children} orders them.
     *
     * @throws IllegalArgumentException if there are more or fewer, or the child of a range is no selector
     */
    public static Expr withChildren(Expr expr, List<Expr> children) {
        checkSize(expr, children);
        return switch (expr) {
            case AggregateExpr e -> aggregate(e, children);
            case BinaryExpr e -> new BinaryExpr(e.op(), children.get(0), children.get(1), e.matching(), e.returnBool());
            case Call e -> new Call(e.function(), children, e.position());
            case MatrixSelector e -> matrix(e, children.getFirst());
            case ParenExpr e -> new ParenExpr(children.getFirst(), e.position());
            case SubqueryExpr e -> e.withExpr(children.getFirst());
            case UnaryExpr e -> new UnaryExpr(e.op(), children.getFirst(), e.position());
            case NumberLiteral e -> e;
            case StringLiteral e -> e;
            case VectorSelector e -> e;
        };
    }

    /**
     * The tree with every expression replaced, those within others first. Parts that stay the same are shared.
     *
     * @param f gets an expression whose children are replaced already
     */
    public static Expr mapBottomUp(Expr expr, UnaryOperator<Expr> f) {
        Deque<Expr> leftSide = new ArrayDeque<>();
        Expr leftmost = expr;
        for (List<Expr> children = children(expr); !children.isEmpty(); children = children(leftmost)) {
            leftSide.push(leftmost);
            leftmost = children.getFirst();
        }
        Expr mapped = f.apply(leftmost);
        for (Expr parent : leftSide) {
            mapped = f.apply(replaced(parent, mapped, f));
        }
        return mapped;
    }

    /** All selectors, from left to right; of an aggregation those of its expression first. */
    public static List<VectorSelector> selectors(Expr expr) {
        List<VectorSelector> selectors = new ArrayList<>();
        Deque<Expr> open = new ArrayDeque<>();
        open.push(expr);
        while (!open.isEmpty()) {
            Expr next = open.pop();
            if (next instanceof VectorSelector selector) {
                selectors.add(selector);
            }
            children(next).reversed().forEach(open::push);
        }
        return selectors;
    }

    private static Expr replaced(Expr parent, Expr first, UnaryOperator<Expr> f) {
        List<Expr> before = children(parent);
        List<Expr> after = new ArrayList<>(before.size());
        after.add(first);
        for (Expr child : before.subList(1, before.size())) {
            after.add(mapBottomUp(child, f));
        }
        return same(before, after) ? parent : withChildren(parent, after);
    }

    /** By identity: trees may be too deep to compare. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(List<Expr> before, List<Expr> after) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Expr aggregate(AggregateExpr e, List<Expr> children) {
        Expr param = e.param() == null ? null : children.get(1);
        return new AggregateExpr(e.op(), children.getFirst(), param, e.grouping(), e.without(), e.position());
    }

    private static Expr matrix(MatrixSelector e, Expr child) {
        if (child instanceof VectorSelector selector) {
            return new MatrixSelector(selector, e.range(), e.position());
        }
        throw new IllegalArgumentException(
                "a range is of a selector, not of " + child.getClass().getSimpleName());
    }

    private static void checkSize(Expr expr, List<Expr> children) {
        int wanted = children(expr).size();
        if (children.size() != wanted) {
            throw new IllegalArgumentException(
                    expr.getClass().getSimpleName() + " has " + wanted + " children, not " + children.size());
        }
    }
}
