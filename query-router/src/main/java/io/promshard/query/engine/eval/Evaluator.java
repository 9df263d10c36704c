package io.promshard.query.engine.eval;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafSource;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.RangeVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.RawSource;
import io.promshard.query.engine.SampleBudget;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.aggregate.Aggregates;
import io.promshard.query.engine.binary.Binaries;
import io.promshard.query.engine.function.Arguments;
import io.promshard.query.engine.function.InfoJoin;
import io.promshard.query.engine.function.VectorFunctions;
import io.promshard.query.engine.range.RangeFunctions;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Evaluates nodes, those within others first. Long chains, which lean to the left, take no stack. Used by one thread. */
final class Evaluator {

    private final Leaves leaves;
    private final Annotations notes;
    private final SampleBudget budget;
    private final long defaultStep;
    private final SharedResults shared;
    private final Reading reading;

    Evaluator(
            LeafSource source,
            RawSource raw,
            SharedResults shared,
            Reading reading,
            Annotations notes,
            SampleBudget budget,
            long defaultStep) {
        this.leaves = new Leaves(source, raw, notes);
        this.shared = shared;
        this.reading = reading;
        this.notes = notes;
        this.budget = budget;
        this.defaultStep = defaultStep;
    }

    /** The node's value on its own grid. */
    Operand evaluate(Node root) {
        Deque<Node> leftSide = new ArrayDeque<>();
        Node left = root;
        while (left.share() == null && !left.parts().isEmpty()) {
            leftSide.push(left);
            left = left.parts().getFirst();
        }
        Operand value = left.share() == null ? taken(apply(left, List.of())) : ofShares(left, left.share());
        for (Node parent : leftSide) {
            value = applied(parent, values(parent, value));
        }
        return value;
    }

    private Operand ofShares(Node node, ShareRequest request) {
        SharedResults.Result result = shared.of(request);
        Optional<InstantVector> vector = SharedResults.read(request, result, reading);
        if (vector.isEmpty()) {
            return applied(node, values(node, evaluate(node.parts().getFirst())));
        }
        result.shares().forEach(share -> notes.addAll(share, request.aggregate()));
        return taken(vector.get());
    }

    private Operand applied(Node node, List<Operand> values) {
        Operand value = taken(apply(node, fitted(node, values)));
        values.forEach(budget::free);
        return value;
    }

    private Operand taken(Operand operand) {
        budget.take(operand);
        return operand;
    }

    private List<Operand> values(Node parent, Operand first) {
        List<Operand> values = new ArrayList<>(List.of(first));
        parent.parts().subList(1, parent.parts().size()).forEach(part -> values.add(evaluate(part)));
        return values;
    }

    /** The parts' values on the parent's grid. */
    private static List<Operand> fitted(Node parent, List<Operand> values) {
        if (parent.expr() instanceof SubqueryExpr) {
            return values;
        }
        List<Operand> fitted = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            int steps = parent.grid().steps();
            boolean fits = parent.parts().get(i).grid().steps() == steps;
            fitted.add(fits ? values.get(i) : Shapes.repeated(values.get(i), steps));
        }
        return fitted;
    }

    private Operand apply(Node node, List<Operand> parts) {
        if (node.leaf() != null) {
            return leaves.fetched(node.leaf(), node.expr());
        }
        if (node.reach() != null) {
            return leaves.read(node.expr(), node.reach(), node.grid());
        }
        Grid grid = node.grid();
        return switch (node.expr()) {
            case NumberLiteral number -> constant(number.value(), grid.steps());
            case StringLiteral string -> new Operand.Text(string.value());
            case ParenExpr paren -> parts.getFirst();
            case UnaryExpr unary -> Unaries.of(unary.op(), parts.getFirst());
            case BinaryExpr binary -> binary(binary, parts.get(0), parts.get(1), grid);
            case AggregateExpr aggregate -> aggregate(aggregate, parts, grid);
            case SubqueryExpr subquery -> range(subquery, grid, node.parts().getFirst(), parts.getFirst());
            case Call call -> call(call, node, parts);
            case VectorSelector selector -> throw new IllegalStateException("a selector is a leaf, or reads");
            case MatrixSelector matrix -> throw new IllegalStateException("a range is within a leaf, or reads");
        };
    }

    private static Scalars constant(double value, int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, value);
        return new Scalars(values);
    }

    private Operand binary(BinaryExpr binary, Operand left, Operand right, Grid grid) {
        boolean coarse = reading.isDisturbed() && Sensitivity.isEquality(binary);
        return Binaries.of(
                binary,
                coarse ? Coarse.of(left, reading) : left,
                coarse ? Coarse.of(right, reading) : right,
                grid.steps(),
                notes);
    }

    private Operand aggregate(AggregateExpr aggregate, List<Operand> parts, Grid grid) {
        if (!(parts.getFirst() instanceof InstantVector vector)) {
            throw new IllegalStateException("what is aggregated is a vector");
        }
        return Aggregates.of(aggregate, vector, parts.subList(1, parts.size()), grid.steps(), notes);
    }

    private Operand range(SubqueryExpr subquery, Grid grid, Node inner, Operand value) {
        SubqueryGrid times = SubqueryGrid.of(subquery, grid, defaultStep);
        int steps = times.grid().steps();
        boolean fits = inner.grid().steps() == steps;
        InstantVector series = Shapes.vector(fits ? value : Shapes.repeated(value, steps));
        List<RangeSeries.Evaluated> evaluated = series.series().stream()
                .map(one -> new RangeSeries.Evaluated(one, times.grid()))
                .toList();
        return new RangeVector(evaluated, times.rangeMillis(), times.offsetMillis(), times.at());
    }

    private Operand call(Call call, Node node, List<Operand> parts) {
        Arguments arguments = new Arguments(call, parts, node.grid(), notes);
        if (parts.stream().anyMatch(RangeVector.class::isInstance)) {
            return RangeFunctions.apply(arguments).orElseThrow(() -> unsupported(call));
        }
        if (call.function().name().equals("info")) {
            return InfoJoin.of(
                    arguments,
                    selector -> leaves.timestamps(selector, node.parts().get(1)));
        }
        return VectorFunctions.find(call.function().name())
                .orElseThrow(() -> unsupported(call))
                .apply(arguments);
    }

    private static EngineException.Unsupported unsupported(Call call) {
        return new EngineException.Unsupported(call.function().name() + "() over several shards");
    }
}
