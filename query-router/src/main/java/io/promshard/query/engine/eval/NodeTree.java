package io.promshard.query.engine.eval;

import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.Functions;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds the {@link Node}s of a query and collects its leaves. Long chains, which lean to the left, take no stack. */
final class NodeTree {

    private final Predicate<Expr> isLeaf;
    private final Predicate<VectorSelector> isRead;
    private final StepInvariance invariance;
    private final long lookback;
    private final long defaultStep;
    private final List<LeafRequest> leaves = new ArrayList<>();
    private final List<RawRequest> reads = new ArrayList<>();

    NodeTree(
            Predicate<Expr> isLeaf,
            Predicate<VectorSelector> isRead,
            StepInvariance invariance,
            long lookback,
            long defaultStep) {
        this.isLeaf = isLeaf;
        this.isRead = isRead;
        this.invariance = invariance;
        this.lookback = lookback;
        this.defaultStep = defaultStep;
    }

    /** An expression before its parts are known. */
    private record Open(
            Expr expr,
            Grid grid,
            @Nullable LeafRequest leaf,
            @Nullable Reach reach) {}

    List<LeafRequest> leaves() {
        return leaves;
    }

    List<RawRequest> reads() {
        return reads;
    }

    /** The nodes of an expression on a grid. */
    Node of(Expr expr, Grid outer) {
        Deque<Open> leftSide = new ArrayDeque<>();
        Open left = open(expr, outer);
        while (!children(left).isEmpty()) {
            leftSide.push(left);
            left = open(children(left).getFirst(), within(left));
        }
        Node node = new Node(left.expr, left.grid, List.of(), left.leaf, left.reach);
        for (Open parent : leftSide) {
            List<Node> parts = new ArrayList<>(List.of(node));
            List<Expr> children = children(parent);
            children.subList(1, children.size()).forEach(child -> parts.add(of(child, within(parent))));
            node = new Node(parent.expr, parent.grid, parts, null, null);
        }
        return node;
    }

    private Open open(Expr expr, Grid outer) {
        boolean literal = expr instanceof NumberLiteral || expr instanceof StringLiteral;
        Grid grid = !literal && outer.steps() > 1 && invariance.of(expr) ? outer.first() : outer;
        if (!(expr instanceof ParenExpr) && isLeaf.test(expr) && expr.type() == ValueType.VECTOR) {
            LeafRequest leaf = new LeafRequest(expr, grid);
            if (grid.steps() > 0) {
                leaves.add(leaf);
            }
            return new Open(expr, grid, leaf, null);
        }
        return new Open(expr, grid, null, reach(expr, grid));
    }

    private @Nullable Reach reach(Expr expr, Grid grid) {
        return switch (expr) {
            case VectorSelector selector -> read(selector, selector, lookback, grid);
            case MatrixSelector matrix ->
                read(matrix, matrix.selector(), DurationValues.positive(matrix.range()), grid);
            case Call call
            when call.function().name().equals("timestamp")
                    && bare(call.args().getFirst()) instanceof VectorSelector selector ->
                read(call, selector, lookback, grid).forTimestamps();
            default -> null;
        };
    }

    private Reach read(Expr expr, VectorSelector selector, long millis, Grid grid) {
        if (!isRead.test(selector)) {
            throw new EngineException.Unsupported("needs samples as they were scraped: " + PromqlPrinter.print(expr));
        }
        Reach reach = Reach.of(selector, millis, grid);
        if (grid.steps() > 0) {
            reads.add(reach.request());
        }
        return reach;
    }

    private static Expr bare(Expr expr) {
        return expr instanceof ParenExpr paren ? bare(paren.expr()) : expr;
    }

    private static boolean isOfRange(Call call) {
        return call.args().stream().anyMatch(arg -> bare(arg) instanceof MatrixSelector);
    }

    private static boolean isAbsence(Call call) {
        return call.function().name().equals("absent_over_time");
    }

    /** Shards can tell when a range is not empty; that it is empty everywhere is known here alone. */
    private static List<Expr> children(Open open) {
        if (open.leaf == null && open.expr instanceof Call call && isAbsence(call) && isOfRange(call)) {
            return List.of(new Call(Functions.find("last_over_time").orElseThrow(), call.args(), call.position()));
        }
        return open.leaf != null || open.reach != null ? List.of() : Exprs.children(open.expr);
    }

    private Grid within(Open parent) {
        return parent.expr instanceof SubqueryExpr subquery
                ? SubqueryGrid.of(subquery, parent.grid, defaultStep).grid()
                : parent.grid;
    }
}
