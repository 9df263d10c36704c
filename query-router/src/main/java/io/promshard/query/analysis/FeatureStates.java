package io.promshard.query.analysis;

import static io.promshard.query.analysis.FeatureState.CARRIED;
import static io.promshard.query.analysis.FeatureState.LOOKED_AT;
import static io.promshard.query.analysis.FeatureState.NONE;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Cardinality;
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

/** Finds the {@link FeatureState} of expressions whose series all come from one shard. */
public final class FeatureStates {

    private final String label;

    /** For that feature label. */
    public FeatureStates(String label) {
        this.label = label;
    }

    /** The state of the expression's result. */
    public FeatureState of(Expr expr) {
        return Fold.of(expr, this::state);
    }

    private FeatureState state(Expr expr, List<FeatureState> parts) {
        if (parts.contains(LOOKED_AT)) {
            return LOOKED_AT;
        }
        return switch (expr) {
            case VectorSelector selector -> CARRIED;
            case MatrixSelector selector -> CARRIED;
            case NumberLiteral number -> NONE;
            case StringLiteral string -> NONE;
            case ParenExpr paren -> parts.getFirst();
            case UnaryExpr unary -> parts.getFirst();
            case SubqueryExpr subquery -> parts.getFirst();
            case Call call -> call(call, parts);
            case AggregateExpr aggregate -> aggregate(aggregate, parts.getFirst());
            case BinaryExpr binary -> binary(binary, parts.get(0), parts.get(1));
        };
    }

    private FeatureState call(Call call, List<FeatureState> args) {
        if (FeatureReaders.reads(call, label)) {
            return LOOKED_AT;
        }
        boolean series = call.type() == ValueType.VECTOR && !FeatureReaders.makesOwnLabels(call);
        return series && args.contains(CARRIED) ? CARRIED : NONE;
    }

    private FeatureState aggregate(AggregateExpr aggregate, FeatureState inner) {
        if (inner == CARRIED && FeatureReaders.reads(aggregate, label)) {
            return LOOKED_AT;
        }
        return keeps(aggregate) ? inner : NONE;
    }

    /** Whether groups tell shards apart, or the chosen series stay as they are. */
    private boolean keeps(AggregateExpr aggregate) {
        return switch (aggregate.op()) {
            case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> true;
            case AVG, COUNT, COUNT_VALUES, GROUP, MAX, MIN, QUANTILE, STDDEV, STDVAR, SUM -> groupsBy(aggregate, label);
        };
    }

    /** Whether each of the aggregation's groups has one value of the label. */
    static boolean groupsBy(AggregateExpr aggregate, String label) {
        return aggregate.without() != aggregate.grouping().contains(label);
    }

    private FeatureState binary(BinaryExpr binary, FeatureState left, FeatureState right) {
        if (binary.lhs().type() != ValueType.VECTOR || binary.rhs().type() != ValueType.VECTOR) {
            return left == CARRIED || right == CARRIED ? CARRIED : NONE;
        }
        VectorMatching matching = Objects.requireNonNull(binary.matching(), "two vectors are matched");
        return left == right ? same(left, binary.op(), matching) : mixed(left, right, binary.op(), matching);
    }

    private FeatureState same(FeatureState both, BinaryOp op, VectorMatching matching) {
        boolean cut = !op.isSet() && matching.card() == Cardinality.ONE_TO_ONE && !signs(matching, label);
        return cut ? NONE : both;
    }

    /** Series of one side carry the label: they match no series of the other that way, unless it is left out of account. */
    private FeatureState mixed(FeatureState left, FeatureState right, BinaryOp op, VectorMatching matching) {
        if (signs(matching, label) || matching.include().contains(label) || op == BinaryOp.OR) {
            return LOOKED_AT;
        }
        return switch (matching.card()) {
            case ONE_TO_ONE -> NONE;
            case MANY_TO_ONE, MANY_TO_MANY -> left;
            case ONE_TO_MANY -> right;
        };
    }

    /** Whether the label takes part in finding matching series. */
    static boolean signs(VectorMatching matching, String label) {
        return matching.on() == matching.labels().contains(label);
    }
}
