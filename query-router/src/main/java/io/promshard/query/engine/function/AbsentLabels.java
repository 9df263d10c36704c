package io.promshard.query.engine.function;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.shard.labels.Labels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels of what is absent: those that a selector matches with an equals sign, once each.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/functions.go">createLabelsForAbsentFunction</a>
 */
final class AbsentLabels {

    private AbsentLabels() {}

    static Labels of(Expr expr) {
        return switch (expr) {
            case VectorSelector selector -> of(selector.matchers());
            case MatrixSelector matrix -> of(matrix.selector().matchers());
            default -> Labels.EMPTY;
        };
    }

    /** A second matcher of a label takes it away, even the same one again; a third one does not bring it back. */
    private static Labels of(List<LabelMatcher> matchers) {
        Map<String, String> labels = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (LabelMatcher matcher : matchers) {
            if (matcher.name().equals(LabelMatcher.METRIC_NAME)) {
                continue;
            }
            if (matcher.op() == MatchOp.EQUAL && seen.add(matcher.name())) {
                labels.put(matcher.name(), matcher.value());
            } else {
                labels.remove(matcher.name());
            }
        }
        return Labels.of(labels);
    }
}
