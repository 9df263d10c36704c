package io.promshard.query.engine.eval;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.QueryValue;
import io.promshard.query.engine.Series;
import io.promshard.query.model.FloatHistogram;
import io.promshard.shard.labels.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether two answers to one query are the same but for a billionth of each number. */
final class Likeness {

    private static final double BILLIONTH = 0x1p-30;

    private Likeness() {}

    static boolean of(QueryValue one, QueryValue other) {
        return switch (one) {
            case QueryValue.Scalar scalar ->
                other instanceof QueryValue.Scalar(long millis, double value) && of(scalar.value(), value);
            case QueryValue.StringValue string -> string.equals(other);
            case QueryValue.Ranges ranges -> ranges.equals(other);
            case QueryValue.Vector vector -> other instanceof QueryValue.Vector o && of(vector.series(), o.series());
            case QueryValue.Matrix matrix -> other instanceof QueryValue.Matrix o && of(matrix.series(), o.series());
        };
    }

    private static boolean of(List<Series> ones, List<Series> others) {
        Map<Labels, Column> columns = new HashMap<>();
        others.forEach(series -> columns.put(series.labels(), series.column()));
        return ones.size() == others.size()
                && ones.stream().allMatch(series -> {
                    Column other = columns.get(series.labels());
                    return other != null && of(series.column(), other);
                });
    }

    private static boolean of(Column one, Column other) {
        for (int step = 0; step < one.steps(); step++) {
            if (one.has(step) != other.has(step) || one.hasFloat(step) != other.hasFloat(step)) {
                return false;
            }
            if (one.hasFloat(step) && !of(one.value(step), other.value(step))) {
                return false;
            }
        }
        return one.histograms().entrySet().stream()
                .allMatch(entry ->
                        of(entry.getValue(), Objects.requireNonNull(other.histogram(entry.getKey()), "it is there")));
    }

    private static boolean of(FloatHistogram one, FloatHistogram other) {
        if (!of(one.count(), other.count())
                || !of(one.sum(), other.sum())
                || one.buckets().size() != other.buckets().size()) {
            return false;
        }
        for (int i = 0; i < one.buckets().size(); i++) {
            if (!of(one.buckets().get(i).count(), other.buckets().get(i).count())) {
                return false;
            }
        }
        return true;
    }

    private static boolean of(double one, double other) {
        return Double.compare(one, other) == 0
                || one == other
                || Math.abs(one - other) <= BILLIONTH * Math.max(Math.abs(one), Math.abs(other));
    }
}
