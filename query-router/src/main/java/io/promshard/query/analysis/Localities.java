package io.promshard.query.analysis;

import io.promshard.query.analysis.Locality.Central;
import io.promshard.query.analysis.Locality.Constant;
import io.promshard.query.analysis.Locality.Local;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.ast.VectorSelector;
import java.util.List;
import java.util.Objects;

/**
 * Finds the {@link Locality} of expressions, given that no two shards have series with the same value of the feature label.
 *
 * <p>Where in doubt an expression is central: a union of answers that are not the parts of one is wrong and looks right.
 */
public final class Localities {

    private static final Locality CONSTANT = new Constant();
    private static final Locality LOCAL = new Local();

    private final String label;

    /** For that feature label. */
    public Localities(String label) {
        this.label = label;
    }

    /** The locality of the expression. */
    public Locality of(Expr expr) {
        return Fold.of(expr, this::locality);
    }

    private Locality locality(Expr expr, List<Locality> parts) {
        for (Locality part : parts) {
            if (part instanceof Central) {
                return part;
            }
        }
        if (!parts.isEmpty() && parts.stream().allMatch(CONSTANT::equals) && !readsMore(expr)) {
            return CONSTANT;
        }
        return switch (expr) {
            case VectorSelector selector -> LOCAL;
            case MatrixSelector selector -> LOCAL;
            case NumberLiteral number -> CONSTANT;
            case StringLiteral string -> CONSTANT;
            case ParenExpr paren -> LOCAL;
            case UnaryExpr unary -> LOCAL;
            case SubqueryExpr subquery -> LOCAL;
            case Call call -> call(call, parts);
            case AggregateExpr aggregate -> apart(aggregate, parts) ? LOCAL : central(aggregate);
            case BinaryExpr binary -> apart(binary, parts) ? LOCAL : central(binary);
        };
    }

    /** Whether it reads series that no selector in it names. */
    private static boolean readsMore(Expr expr) {
        return expr instanceof Call call && call.function().name().equals("info");
    }

    private Locality call(Call call, List<Locality> args) {
        if (args.isEmpty()) {
            return CONSTANT;
        }
        return switch (call.function().name()) {
            case "absent", "absent_over_time", "scalar", "vector", "info", "sort", "sort_desc" -> central(call);
            case "sort_by_label", "sort_by_label_desc" -> central(call);
            case "label_replace", "label_join" -> writesLabel(call) ? central(call) : LOCAL;
            default -> seriesBySeries(call, args) ? LOCAL : central(call);
        };
    }

    /** Series are looked at one by one, and nothing else varies between shards. */
    private static boolean seriesBySeries(Call call, List<Locality> args) {
        for (int i = 0; i < args.size(); i++) {
            boolean series = call.args().get(i).type() == ValueType.VECTOR
                    || call.args().get(i).type() == ValueType.MATRIX;
            if (!series && !args.get(i).equals(CONSTANT)) {
                return false;
            }
        }
        return args.stream().filter(LOCAL::equals).count() == 1;
    }

    private boolean writesLabel(Call call) {
        return FeatureReaders.names(call.args().get(1), label);
    }

    private static Central central(Call call) {
        return new Central(call.function().name() + "()");
    }

    private boolean apart(AggregateExpr aggregate, List<Locality> parts) {
        boolean constantParam = parts.size() == 1 || parts.get(1).equals(CONSTANT);
        boolean writes = aggregate.op() == Aggregator.COUNT_VALUES && FeatureReaders.reads(aggregate, label);
        return parts.getFirst().equals(LOCAL) && constantParam && FeatureStates.groupsBy(aggregate, label) && !writes;
    }

    private static Central central(AggregateExpr aggregate) {
        return new Central(aggregate.op().text() + "()");
    }

    private boolean apart(BinaryExpr binary, List<Locality> sides) {
        boolean vectors =
                binary.lhs().type() == ValueType.VECTOR && binary.rhs().type() == ValueType.VECTOR;
        return !vectors || matchesApart(binary, sides.get(0), sides.get(1));
    }

    /** A series can only match those of its own shard. */
    private boolean matchesApart(BinaryExpr binary, Locality left, Locality right) {
        VectorMatching matching = Objects.requireNonNull(binary.matching(), "two vectors are matched");
        return left.equals(LOCAL)
                && right.equals(LOCAL)
                && FeatureStates.signs(matching, label)
                && !matching.include().contains(label);
    }

    private static Central central(BinaryExpr binary) {
        return new Central("\"" + binary.op().text() + "\" between series of different shards");
    }
}
