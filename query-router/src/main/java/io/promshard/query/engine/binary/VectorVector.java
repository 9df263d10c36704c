package io.promshard.query.engine.binary;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Cardinality;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.shard.labels.Labels;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic and comparisons between the series of two vectors. One side has at most one series for each signature at a step
 * ("one"), the other may have several with {@code group_left} or {@code group_right} ("many").
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">VectorBinop</a>
 */
final class VectorVector {

    private final VectorMatching matching;
    private final Samples samples;
    private final ResultLabels labels;
    private final boolean swapped;
    private final int steps;
    private final MatchFailures failures = new MatchFailures();
    private final SeriesMerger results = new SeriesMerger();

    VectorVector(BinaryExpr expr, VectorMatching matching, int steps, Annotations notes) {
        this.matching = matching;
        this.samples = new Samples(expr, notes);
        this.labels = new ResultLabels(expr, matching);
        this.swapped = matching.card() == Cardinality.ONE_TO_MANY;
        this.steps = steps;
    }

    InstantVector of(InstantVector left, InstantVector right) {
        Signatures signatures = new Signatures(matching);
        InstantVector many = swapped ? right : left;
        InstantVector one = swapped ? left : right;
        Map<Labels, List<Series>> ones = signatures.groups(one.series());
        new OneSide(matching, swapped, failures).check(one.series(), ones, present(many));
        Map<Labels, List<Series>> groups = signatures.groups(many.series());
        groups.forEach((signature, group) -> match(group, ones.getOrDefault(signature, List.of())));
        failures.check();
        return results.vector();
    }

    private BitSet present(InstantVector vector) {
        BitSet present = new BitSet(steps);
        vector.series().forEach(series -> series.column().addStepsTo(present));
        return present;
    }

    /** Series of the same signature. */
    private void match(List<Series> many, List<Series> ones) {
        Map<Labels, BitSet> taken = new HashMap<>();
        for (Series series : many) {
            for (Series one : ones) {
                ColumnBuilder column = new ColumnBuilder(steps);
                Labels result = labels.of(series.labels(), one.labels());
                Labels key = matching.card() == Cardinality.ONE_TO_ONE ? Labels.EMPTY : result;
                BitSet before = taken.computeIfAbsent(key, none -> new BitSet());
                match(series.column(), one.column(), before, column);
                if (failures.isEarlier(steps)) {
                    results.add(result, column.build());
                }
            }
        }
    }

    private void match(Column many, Column one, BitSet taken, ColumnBuilder out) {
        for (int i = 0; i < steps; i++) {
            if (many.has(i) && one.has(i) && combine(i, many, one, out)) {
                if (taken.get(i)) {
                    failures.add(i, severalMatches());
                }
                taken.set(i);
            }
        }
    }

    private String severalMatches() {
        String why = matching.card() == Cardinality.ONE_TO_ONE
                ? "many-to-one matching must be explicit (group_left/group_right)"
                : "grouping labels must ensure unique matches";
        return "multiple matches for labels: " + why;
    }

    private boolean combine(int step, Column many, Column one, ColumnBuilder out) {
        Column left = swapped ? one : many;
        Column right = swapped ? many : one;
        FloatHistogram leftHistogram = left.histogram(step);
        FloatHistogram rightHistogram = right.histogram(step);
        if (leftHistogram == null && rightHistogram == null) {
            return samples.floats(step, left.value(step), right.value(step), left.value(step), out);
        }
        double number = leftHistogram == null ? left.value(step) : right.value(step);
        return samples.histograms(step, leftHistogram, rightHistogram, number, out);
    }

    /** The labels of a pair's result. */
    private record ResultLabels(BinaryExpr expr, VectorMatching matching) {

        Labels of(Labels many, Labels one) {
            Labels result = expr.op().isComparison() ? many : SeriesLabels.dropName(many);
            if (matching.card() == Cardinality.ONE_TO_ONE) {
                result = matching.on() ? result.keep(matching.labels()) : result.without(matching.labels());
            }
            for (String name : matching.include()) {
                result = result.with(name, one.get(name));
            }
            return expr.returnBool() ? SeriesLabels.dropName(result) : result;
        }
    }
}
