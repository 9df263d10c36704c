package io.promshard.query.engine.function;

import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.AtModifier;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import io.promshard.query.promql.rewrite.Operands;
import io.promshard.shard.labels.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code info}: gives series the labels of info metrics of the same {@code instance} and {@code job}. Used by one thread.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/info.go">info.go</a>
 */
public final class InfoJoin {

    private static final List<String> IDENTIFYING = List.of("instance", "job");

    private final List<Series> base;
    private final Set<Series> ignored = new HashSet<>();
    private final Map<String, List<LabelMatcher>> wanted = new LinkedHashMap<>();
    private final InfoSeries info;
    private final int steps;

    private InfoJoin(Arguments arguments, InfoSeries.Timestamps timestamps) {
        this.base = arguments.series(0);
        this.steps = arguments.grid().steps();
        VectorSelector selector = Operands.infoSelector(arguments.call());
        List<LabelMatcher> given = arguments.call().args().size() > 1 ? written(arguments) : List.of();
        ignore(given.isEmpty() ? selector.matchers() : given);
        given.forEach(matcher -> wanted.computeIfAbsent(matcher.name(), name -> new ArrayList<>())
                .add(matcher));
        Map<String, Set<String>> known = known();
        if (!known.isEmpty()) {
            wanted.remove(LabelMatcher.METRIC_NAME);
        }
        this.info = InfoSeries.of(identified(arguments.series(1), known), selector, timestamps);
    }

    /**
     * The series with the labels, of their call's first argument; the second value has the info metrics.
     *
     * @param timestamps asked only where two series of an info metric are there for the same instance and job
     * @throws EngineException.Unsupported if the series are not selected at the times of evaluation: Prometheus up to 3.9 selects
     *     info metrics at one time and looks at them at another, so that what it finds depends on its chunks and on a range's end
     */
    public static InstantVector of(Arguments arguments, InfoSeries.Timestamps timestamps) {
        if (isShifted(arguments.call().args().getFirst())) {
            throw new EngineException.Unsupported("info() of series with an offset or @");
        }
        return new InfoJoin(arguments, timestamps).joined();
    }

    private static boolean isShifted(Expr expr) {
        Deque<Expr> open = new ArrayDeque<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr next = open.pop();
            if (next instanceof VectorSelector selector && isShift(selector.at(), selector.offset())) {
                return true;
            }
            if (next instanceof SubqueryExpr subquery && isShift(subquery.at(), subquery.offset())) {
                return true;
            }
            Exprs.children(next).forEach(open::push);
        }
        return false;
    }

    private static boolean isShift(@Nullable AtModifier at, DurationSpec offset) {
        return at != null || !offset.equals(FixedDuration.ZERO);
    }

    private static List<LabelMatcher> written(Arguments arguments) {
        return arguments.expr(1) instanceof VectorSelector selector ? selector.matchers() : List.of();
    }

    /** Info metrics themselves stay as they are. */
    private void ignore(List<LabelMatcher> matchers) {
        List<LabelMatcher> ofName = matchers.stream()
                .filter(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME))
                .toList();
        base.stream()
                .filter(series ->
                        ofName.stream().anyMatch(matcher -> matcher.matches(SeriesLabels.name(series.labels()))))
                .forEach(ignored::add);
    }

    /** The values of identifying labels that any of the series have. */
    private Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new HashMap<>();
        for (Series series : base) {
            for (String label : IDENTIFYING) {
                String value = series.labels().get(label);
                if (!value.isEmpty() && !ignored.contains(series)) {
                    known.computeIfAbsent(label, name -> new HashSet<>()).add(value);
                }
            }
        }
        return known;
    }

    private static List<Series> identified(List<Series> info, Map<String, Set<String>> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        return info.stream()
                .filter(series -> known.entrySet().stream()
                        .allMatch(label ->
                                label.getValue().contains(series.labels().get(label.getKey()))))
                .toList();
    }

    private InstantVector joined() {
        Map<Labels, ColumnBuilder> joined = new LinkedHashMap<>();
        for (int step = 0; step < steps; step++) {
            int at = step;
            if (base.stream().anyMatch(series -> series.column().has(at))) {
                info.choose(step);
                base.stream().filter(series -> series.column().has(at)).forEach(series -> join(series, at, joined));
            }
        }
        SeriesMerger result = new SeriesMerger();
        joined.forEach((labels, column) -> result.add(labels, column.build()));
        return result.vector();
    }

    private void join(Series series, int step, Map<Labels, ColumnBuilder> joined) {
        Labels labels = ignored.contains(series) ? series.labels() : enriched(series.labels());
        if (labels == null) {
            return;
        }
        ColumnBuilder column = joined.computeIfAbsent(labels, key -> new ColumnBuilder(steps));
        if (column.has(step)) {
            throw EngineException.Execution.sameLabels();
        }
        column.copy(step, series.column());
    }

    /** Null if labels are asked for that must not be empty, and there are none. */
    private @Nullable Labels enriched(Labels series) {
        Map<String, String> found = new TreeMap<>();
        for (Labels one : info.chosen(series)) {
            for (int i = 0; i < one.size(); i++) {
                add(one.name(i), one.value(i), series, found);
            }
        }
        if (found.isEmpty()) {
            boolean mayLack = wanted.values().stream().flatMap(List::stream).allMatch(matcher -> matcher.matches(""));
            return mayLack ? series : null;
        }
        Labels all = series;
        for (Map.Entry<String, String> label : found.entrySet()) {
            all = all.with(label.getKey(), label.getValue());
        }
        return all;
    }

    private void add(String name, String value, Labels series, Map<String, String> found) {
        if (name.equals(LabelMatcher.METRIC_NAME) || (!wanted.isEmpty() && !wanted.containsKey(name))) {
            return;
        }
        if (!value.equals(found.getOrDefault(name, value))) {
            throw new EngineException.Execution("conflicting label: " + name);
        }
        if (series.get(name).isEmpty()) {
            found.put(name, value);
        }
    }
}
