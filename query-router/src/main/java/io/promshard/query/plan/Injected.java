package io.promshard.query.plan;

import io.promshard.query.analysis.FeatureReaders;
import io.promshard.query.analysis.Fold;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.Functions;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives series the feature label at a shard that does not store it, so that what looks at the label sees it.
 *
 * <pre>
 * at shard a:  label_join(up, "x", "-", "cluster", "job")
 *              label_join(label_replace(up, "cluster", "a", "", ""), "x", "-", "cluster", "job")
 * </pre>
 *
 * <p>A range cannot be relabelled, so the function over it is; nor can the selector of {@code timestamp()} and {@code absent()},
 * which look at more of it than its value.
 */
final class Injected {

    private static final FunctionSignature LABEL_REPLACE =
            Functions.find("label_replace").orElseThrow();

    private final String label;
    private final String value;

    Injected(String label, String value) {
        this.label = label;
        this.value = value;
    }

    /** The expression, whose result carries the label wherever one Prometheus with all the data would have it so. */
    Expr of(Expr expr) {
        return labelled(Fold.of(expr, this::rebuilt));
    }

    private Expr rebuilt(Expr expr, List<Expr> parts) {
        return switch (expr) {
            case VectorSelector selector -> selector;
            case MatrixSelector matrix -> matrix;
            case ParenExpr paren -> Exprs.withChildren(paren, parts);
            case Call call -> call(call, parts);
            default ->
                Exprs.withChildren(expr, parts.stream().map(this::labelled).toList());
        };
    }

    private Expr call(Call call, List<Expr> args) {
        boolean range = args.stream().anyMatch(arg -> bare(arg) instanceof MatrixSelector);
        boolean own = !args.isEmpty() && bare(args.getFirst()) instanceof VectorSelector;
        return switch (call.function().name()) {
            case "absent", "absent_over_time" ->
                range || own ? told(call, Exprs.withChildren(call, args)) : labelledWithin(call, args);
            case "timestamp" -> own ? with(Exprs.withChildren(call, args), value) : labelledWithin(call, args);
            case "info" ->
                Exprs.withChildren(
                        call,
                        Stream.concat(
                                        Stream.of(labelled(args.getFirst())),
                                        args.stream().skip(1))
                                .toList());
            default -> range ? with(Exprs.withChildren(call, args), value) : labelledWithin(call, args);
        };
    }

    private Expr told(Call absent, Expr rebuilt) {
        List<String> told = FeatureReaders.told(absent, label);
        return told.isEmpty() ? rebuilt : with(rebuilt, told.getFirst());
    }

    private Expr labelledWithin(Call call, List<Expr> args) {
        return Exprs.withChildren(call, args.stream().map(this::labelled).toList());
    }

    /** A selector has its label put on by what takes it in. */
    private Expr labelled(Expr expr) {
        return bare(expr) instanceof VectorSelector ? with(expr, value) : expr;
    }

    private static Expr bare(Expr expr) {
        Expr bare = expr;
        while (bare instanceof ParenExpr paren) {
            bare = paren.expr();
        }
        return bare;
    }

    private Expr with(Expr vector, String labelValue) {
        String escaped = labelValue.replace("$", "$$");
        List<Expr> args = Stream.concat(
                        Stream.of(vector), Stream.of(label, escaped, "", "").map(Injected::text))
                .toList();
        return new Call(LABEL_REPLACE, args, PositionRange.NONE);
    }

    private static Expr text(String value) {
        return new StringLiteral(value, PositionRange.NONE);
    }
}
