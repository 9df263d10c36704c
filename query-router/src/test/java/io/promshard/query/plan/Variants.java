package io.promshard.query.plan;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Cardinality;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.parser.Functions;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An example of a construct with another function, aggregation or operator in place of its outermost one. */
final class Variants {

    private Variants() {}

    /** Empty if the name is none of what the example's outermost expression can be. */
    static Optional<String> of(Expr example, String name) {
        Optional<? extends Expr> variant = switch (example) {
            case Call call when !call.args().isEmpty() -> Functions.find(name).map(function -> call(call, function));
            case AggregateExpr aggregate -> aggregator(name).map(op -> aggregate(aggregate, op));
            case BinaryExpr binary -> operator(name).map(op -> binary(binary, op));
            default -> Optional.empty();
        };
        return variant.map(PromqlPrinter::print);
    }

    private static Optional<Aggregator> aggregator(String name) {
        return Arrays.stream(Aggregator.values())
                .filter(op -> op.text().equals(name))
                .findFirst();
    }

    private static Optional<BinaryOp> operator(String name) {
        return Arrays.stream(BinaryOp.values())
                .filter(op -> op.text().equals(name))
                .findFirst();
    }

    /** Arguments stay where they are of the type, and series wherever they stood. */
    private static Expr call(Call example, FunctionSignature function) {
        List<Expr> args = IntStream.range(0, function.argTypes().size())
                .mapToObj(i -> argument(example, i, function.argTypes().get(i)))
                .limit(function.variadic() > 0 ? 1 : Long.MAX_VALUE)
                .toList();
        return new Call(function, args, example.position());
    }

    private static Expr argument(Call example, int index, ValueType type) {
        boolean fits =
                index < example.args().size() && example.args().get(index).type() == type;
        return fits
                ? example.args().get(index)
                : example.args().stream()
                        .filter(arg -> arg.type() == type)
                        .findFirst()
                        .orElseGet(() -> literal(type));
    }

    private static Expr literal(ValueType type) {
        return switch (type) {
            case SCALAR -> new NumberLiteral(0.5, false, PositionRange.NONE);
            case STRING -> new StringLiteral("x", PositionRange.NONE);
            case VECTOR, MATRIX -> throw new IllegalArgumentException("the example has no " + type.documented());
        };
    }

    private static Expr aggregate(AggregateExpr example, Aggregator op) {
        return new AggregateExpr(
                op, example.expr(), param(example, op), example.grouping(), example.without(), example.position());
    }

    private static @Nullable Expr param(AggregateExpr example, Aggregator op) {
        Expr param = example.param();
        if (!op.hasParam()) {
            return null;
        }
        ValueType type = op == Aggregator.COUNT_VALUES ? ValueType.STRING : ValueType.SCALAR;
        return param != null && param.type() == type ? param : literal(type);
    }

    private static Expr binary(BinaryExpr example, BinaryOp op) {
        VectorMatching matching = example.matching();
        VectorMatching fitting =
                matching == null ? null : matching.withCard(op.isSet() ? Cardinality.MANY_TO_MANY : oneToOne(matching));
        return new BinaryExpr(op, example.lhs(), example.rhs(), fitting, example.returnBool() && op.isComparison());
    }

    private static Cardinality oneToOne(VectorMatching matching) {
        return matching.card() == Cardinality.MANY_TO_MANY ? Cardinality.ONE_TO_ONE : matching.card();
    }
}
