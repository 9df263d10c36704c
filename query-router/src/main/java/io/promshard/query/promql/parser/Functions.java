package io.promshard.query.promql.parser;

import static io.promshard.query.promql.ast.ValueType.MATRIX;
import static io.promshard.query.promql.ast.ValueType.SCALAR;
import static io.promshard.query.promql.ast.ValueType.STRING;
import static io.promshard.query.promql.ast.ValueType.VECTOR;

import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.ValueType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of Prometheus 3.5. */
public final class Functions {

    private static final int ANY_NUMBER = -1;
    private static final Map<String, FunctionSignature> ALL = Map.copyOf(new Table().functions);

    private Functions() {}

    public static Optional<FunctionSignature> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static Collection<FunctionSignature> all() {
        return ALL.values();
    }

    /** Functions by what they take and give; all but a few give an instant vector. */
    private static final class Table {

        final Map<String, FunctionSignature> functions = new HashMap<>();

        Table() {
            ofValues();
            ofRanges();
            ofHistograms();
            ofLabels();
            ofTime();
        }

        private void ofValues() {
            String trigonometry = "acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh";
            plain(trigonometry, VECTOR);
            plain("abs absent ceil exp floor ln log10 log2 sgn sort sort_desc sqrt", VECTOR);
            plain("clamp", VECTOR, SCALAR, SCALAR);
            plain("clamp_max clamp_min", VECTOR, SCALAR);
            plain("vector", SCALAR);
            add("round", List.of(VECTOR, SCALAR), 1, VECTOR, false);
            add("scalar", List.of(VECTOR), 0, SCALAR, false);
            add("pi", List.of(), 0, SCALAR, false);
        }

        private void ofRanges() {
            plain("changes delta deriv idelta increase irate rate resets", MATRIX);
            String overTime = "absent_over_time avg_over_time count_over_time last_over_time max_over_time"
                    + " min_over_time present_over_time stddev_over_time stdvar_over_time sum_over_time";
            plain(overTime, MATRIX);
            plain("quantile_over_time", SCALAR, MATRIX);
            plain("predict_linear", MATRIX, SCALAR);
            experimental("mad_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time", MATRIX);
            experimental("double_exponential_smoothing", MATRIX, SCALAR, SCALAR);
        }

        private void ofHistograms() {
            plain("histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum", VECTOR);
            plain("histogram_fraction", SCALAR, SCALAR, VECTOR);
            plain("histogram_quantile", SCALAR, VECTOR);
        }

        private void ofLabels() {
            plain("label_replace", VECTOR, STRING, STRING, STRING, STRING);
            add("label_join", List.of(VECTOR, STRING, STRING, STRING), ANY_NUMBER, VECTOR, false);
            add("sort_by_label sort_by_label_desc", List.of(VECTOR, STRING), ANY_NUMBER, VECTOR, true);
            add("info", List.of(VECTOR, VECTOR), 1, VECTOR, true);
        }

        private void ofTime() {
            String parts = "day_of_month day_of_week day_of_year days_in_month hour minute month year";
            add(parts, List.of(VECTOR), 1, VECTOR, false);
            plain("timestamp", VECTOR);
            add("time", List.of(), 0, SCALAR, false);
        }

        private void plain(String names, ValueType... types) {
            add(names, List.of(types), 0, VECTOR, false);
        }

        private void experimental(String names, ValueType... types) {
            add(names, List.of(types), 0, VECTOR, true);
        }

        private void add(String names, List<ValueType> types, int variadic, ValueType result, boolean experimental) {
            for (String name : names.split(" ", -1)) {
                functions.put(name, new FunctionSignature(name, types, variadic, result, experimental));
            }
        }
    }
}
