package io.promshard.query.analysis;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.VectorSelector;
import java.util.List;

/** The nodes whose result depends on what the feature label of their input is, or that write it. */
public final class FeatureReaders {

    private FeatureReaders() {}

    /** Whether the call reads or writes the label by name. */
    static boolean reads(Call call, String label) {
        return switch (call.function().name()) {
            case "label_replace", "label_join" -> call.args().stream().skip(1).anyMatch(arg -> names(arg, label));
            case "absent", "absent_over_time" -> !told(call, label).isEmpty();
            default -> false;
        };
    }

    /** Whether the aggregation reads or writes the label other than by grouping. */
    static boolean reads(AggregateExpr aggregate, String label) {
        // limit_ratio chooses by the hash of all labels.
        return aggregate.op() == Aggregator.LIMIT_RATIO
                || (aggregate.op() == Aggregator.COUNT_VALUES
                        && aggregate.param() != null
                        && names(aggregate.param(), label));
    }

    /** Whether the labels of its result are not those of its input. */
    static boolean makesOwnLabels(Call call) {
        return switch (call.function().name()) {
            case "absent", "absent_over_time", "vector" -> true;
            default -> false;
        };
    }

    /** The label's value in what an {@code absent} gives, which it takes from its selector; empty where it takes none. */
    public static List<String> told(Call absent, String label) {
        List<LabelMatcher> named = matchers(absent.args().get(0)).stream()
                .filter(matcher -> matcher.name().equals(label))
                .toList();
        boolean once = named.size() == 1 && named.get(0).op() == MatchOp.EQUAL;
        return once && !named.get(0).value().isEmpty() ? List.of(named.get(0).value()) : List.of();
    }

    private static List<LabelMatcher> matchers(Expr arg) {
        return switch (arg) {
            case ParenExpr paren -> matchers(paren.expr());
            case VectorSelector selector -> selector.matchers();
            case MatrixSelector matrix -> matrix.selector().matchers();
            default -> List.of();
        };
    }

    /**
     * Whether an {@code info} within chooses info metrics by the label. Then the label is also what it takes of them, and one that is
     * not told of the label takes all.
     */
    public static boolean choosesInfoBy(Expr expr, String label) {
        return Fold.<Boolean>of(
                expr,
                (node, parts) -> parts.contains(true)
                        || (node instanceof Call call
                                && call.function().name().equals("info")
                                && call.args().size() > 1
                                && matchers(call.args().get(1)).stream()
                                        .anyMatch(matcher -> matcher.name().equals(label))));
    }

    /** Whether the argument is that label's name. */
    static boolean names(Expr arg, String label) {
        return switch (arg) {
            case ParenExpr paren -> names(paren.expr(), label);
            case StringLiteral string -> string.value().equals(label);
            default -> false;
        };
    }
}
