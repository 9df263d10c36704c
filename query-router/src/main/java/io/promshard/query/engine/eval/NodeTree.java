package io.promshard.query.engine.eval;

import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Operands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds the {@link Node}s of a query and collects its leaves. Long chains, which lean to the left, take no stack. */
final class NodeTree {

    private final Cut cut;
    private final Predicate<VectorSelector> isRead;
    private final StepInvariance invariance;
    private final long lookback;
    private final long defaultStep;
    private final List<LeafRequest> leaves = new ArrayList<>();
    private final List<ShareRequest> shares = new ArrayList<>();
    private final List<RawRequest> reads = new ArrayList<>();

    NodeTree(Cut cut, Predicate<VectorSelector> isRead, StepInvariance invariance, long lookback, long defaultStep) {
        this.cut = cut;
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
            @Nullable ShareRequest share,
            @Nullable Reach reach) {}

    /** Those that are needed in any case. */
    List<LeafRequest> leaves() {
        return leaves;
    }

    List<ShareRequest> shares() {
        return shares;
    }

    List<RawRequest> reads() {
        return reads;
    }

    /** The nodes of an expression on a grid. */
    Node of(Expr expr, Grid outer) {
        Deque<Open> leftSide = new ArrayDeque<>();
        Open left = open(expr, outer);
        while (left.share == null && !operands(left).isEmpty()) {
            leftSide.push(left);
            left = open(operands(left).getFirst(), within(left));
        }
        Node node = left.share == null
                ? new Node(left.expr, left.grid, List.of(), left.leaf, null, left.reach)
                : shared(left);
        for (Open parent : leftSide) {
            List<Node> parts = new ArrayList<>(List.of(node));
            List<Expr> operands = operands(parent);
            operands.subList(1, operands.size()).forEach(operand -> parts.add(of(operand, within(parent))));
            node = new Node(parent.expr, parent.grid, parts, null, null, null);
        }
        return node;
    }

    /** With parts that may never be needed, so that nobody is to be asked for their leaves beforehand. */
    private Node shared(Open open) {
        NodeTree aside = new NodeTree(cut, isRead, invariance, lookback, defaultStep);
        List<Node> parts = Operands.of(open.expr).stream()
                .map(operand -> aside.of(operand, open.grid))
                .toList();
        return new Node(open.expr, open.grid, parts, null, open.share, null);
    }

    private Open open(Expr expr, Grid outer) {
        boolean literal = expr instanceof NumberLiteral || expr instanceof StringLiteral;
        Grid grid = !literal && outer.steps() > 1 && invariance.of(expr) ? outer.first() : outer;
        if (!(expr instanceof ParenExpr) && cut.isLeaf(expr) && expr.type() == ValueType.VECTOR) {
            return leaf(expr, grid);
        }
        if (expr instanceof AggregateExpr aggregate && grid.steps() > 0 && cut.isShared(aggregate)) {
            ShareRequest share = new ShareRequest(aggregate, grid);
            shares.add(share);
            return new Open(expr, grid, null, share, null);
        }
        return new Open(expr, grid, null, null, reach(expr, grid));
    }

    private Open leaf(Expr expr, Grid grid) {
        LeafRequest leaf = new LeafRequest(expr, grid);
        if (grid.steps() > 0) {
            leaves.add(leaf);
        }
        return new Open(expr, grid, leaf, null, null);
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

    private static List<Expr> operands(Open open) {
        return open.leaf != null || open.reach != null ? List.of() : Operands.of(open.expr);
    }

    private Grid within(Open parent) {
        return parent.expr instanceof SubqueryExpr subquery
                ? SubqueryGrid.of(subquery, parent.grid, defaultStep).grid()
                : parent.grid;
    }
}
