package io.promshard.query.random;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Expressions a little smaller than another: a node is replaced by one within it, or loses a part. Some are ill-typed. */
final class SmallerExprs {

    private SmallerExprs() {}

    /** Those that lose the most come first. */
    static Stream<Expr> of(Expr expr) {
        return Stream.of(parts(expr), without(expr), within(expr)).flatMap(each -> each);
    }

    /** Its children, and theirs: what takes a range and gives an instant goes with the range. */
    private static Stream<Expr> parts(Expr expr) {
        List<Expr> children = Exprs.children(expr);
        return Stream.concat(children.stream(), children.stream().flatMap(child -> Exprs.children(child).stream()));
    }

    /** One child is smaller. */
    private static Stream<Expr> within(Expr expr) {
        List<Expr> children = Exprs.children(expr);
        return IntStream.range(0, children.size())
                .boxed()
                .flatMap(i -> of(children.get(i))
                        .filter(smaller -> !(expr instanceof MatrixSelector) || smaller instanceof VectorSelector)
                        .map(smaller -> Exprs.withChildren(expr, replaced(children, i, smaller))));
    }

    private static Stream<Expr> without(Expr expr) {
        return switch (expr) {
            case VectorSelector selector -> without(selector);
            case MatrixSelector matrix -> Stream.of();
            case AggregateExpr aggregate -> without(aggregate);
            case BinaryExpr binary -> without(binary);
            case Call call -> without(call);
            case SubqueryExpr subquery ->
                Stream.of(subquery.withOffset(FixedDuration.ZERO).withAt(null));
            case NumberLiteral number -> without(number);
            case ParenExpr paren -> Stream.of();
            case StringLiteral string -> Stream.of();
            case UnaryExpr unary -> Stream.of();
        };
    }

    private static Stream<Expr> without(VectorSelector selector) {
        List<LabelMatcher> matchers = selector.matchers();
        return Stream.concat(
                Stream.of(selector.withOffset(FixedDuration.ZERO), selector.withAt(null)),
                IntStream.range(0, matchers.size())
                        .filter(i -> !matchers.get(i).name().equals(LabelMatcher.METRIC_NAME))
                        .mapToObj(i -> selector.withMatchers(without(matchers, i))));
    }

    private static Stream<Expr> without(AggregateExpr e) {
        return IntStream.range(0, e.grouping().size())
                .mapToObj(i -> new AggregateExpr(
                        e.op(), e.expr(), e.param(), without(e.grouping(), i), e.without(), e.position()));
    }

    private static Stream<Expr> without(BinaryExpr e) {
        VectorMatching matching = e.matching();
        if (matching == null) {
            return Stream.of();
        }
        Stream<VectorMatching> fewer = IntStream.range(0, matching.labels().size())
                .mapToObj(i -> new VectorMatching(
                        matching.card(), without(matching.labels(), i), matching.on(), matching.include()));
        Stream<VectorMatching> plain = matching.include().isEmpty()
                ? Stream.of()
                : Stream.of(new VectorMatching(matching.card(), matching.labels(), matching.on(), List.of()));
        return Stream.concat(fewer, plain).map(m -> new BinaryExpr(e.op(), e.lhs(), e.rhs(), m, e.returnBool()));
    }

    private static Stream<Expr> without(Call call) {
        return call.function().variadic() != 0 && call.args().size() > 1
                ? Stream.of(new Call(
                        call.function(), call.args().subList(0, call.args().size() - 1), call.position()))
                : Stream.of();
    }

    private static Stream<Expr> without(NumberLiteral number) {
        return number.value() == 1 ? Stream.of() : Stream.of(new NumberLiteral(1, false, PositionRange.NONE));
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> fewer = new ArrayList<>(all);
        fewer.remove(index);
        return fewer;
    }

    private static <T> List<T> replaced(List<T> all, int index, T by) {
        List<T> others = new ArrayList<>(all);
        others.set(index, by);
        return others;
    }
}
