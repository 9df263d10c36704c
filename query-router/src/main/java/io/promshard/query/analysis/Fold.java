package io.promshard.query.analysis;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;

/** Computes a value of a tree from the values of its parts. Long chains, which lean to the left, take memory and no stack. */
public final class Fold {

    private Fold() {}

    /**
     * The value of the root.
     *
     * @param f gets an expression and the values of its children, as {@link Exprs#children} orders them
     */
    public static <R> R of(Expr expr, BiFunction<Expr, List<R>, R> f) {
        Deque<Expr> leftSide = new ArrayDeque<>();
        Expr leftmost = expr;
        for (List<Expr> children = Exprs.children(expr); !children.isEmpty(); children = Exprs.children(leftmost)) {
            leftSide.push(leftmost);
            leftmost = children.getFirst();
        }
        R value = f.apply(leftmost, List.of());
        for (Expr parent : leftSide) {
            value = f.apply(parent, values(parent, value, f));
        }
        return value;
    }

    private static <R> List<R> values(Expr parent, R first, BiFunction<Expr, List<R>, R> f) {
        List<R> values = new ArrayList<>();
        values.add(first);
        List<Expr> children = Exprs.children(parent);
        for (Expr child : children.subList(1, children.size())) {
            values.add(of(child, f));
        }
        return values;
    }
}
