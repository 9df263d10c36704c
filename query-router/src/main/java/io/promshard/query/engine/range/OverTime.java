package io.promshard.query.engine.range;

import io.promshard.query.engine.KahanSum;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Quantiles;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** {@code *_over_time} of floats; histograms beside them are ignored with an info. */
final class OverTime {

    static final Map<String, RangeFunction> ALL = Map.ofEntries(
            Map.entry("count_over_time", (window, call) -> call.result(window.floats() + window.histograms())),
            Map.entry("present_over_time", (window, call) -> call.result(1)),
            Map.entry("last_over_time", OverTime::last),
            Map.entry("ts_of_last_over_time", OverTime::timeOfLast),
            Map.entry(
                    "max_over_time", floats((window, call) -> call.result(window.value(extreme(window, false, true))))),
            Map.entry(
                    "min_over_time",
                    floats((window, call) -> call.result(window.value(extreme(window, false, false))))),
            Map.entry(
                    "ts_of_max_over_time",
                    floats((window, call) -> call.result(window.time(extreme(window, true, true)) / 1000.0))),
            Map.entry(
                    "ts_of_min_over_time",
                    floats((window, call) -> call.result(window.time(extreme(window, true, false)) / 1000.0))),
            Map.entry("stdvar_over_time", floats(variance(x -> x))),
            Map.entry("stddev_over_time", floats(variance(Math::sqrt))),
            Map.entry("mad_over_time", floats(OverTime::medianDeviation)),
            Map.entry("quantile_over_time", OverTime::quantile));

    private OverTime() {}

    private static RangeFunction floats(RangeFunction function) {
        return (window, call) -> {
            if (window.floats() > 0) {
                ignoreHistograms(window, call);
                function.apply(window, call);
            }
        };
    }

    static void ignoreHistograms(Window window, RangeCall call) {
        if (window.histograms() > 0) {
            call.note(Notices.histogramsIgnoredInRange(window.metric(), call.position()));
        }
    }

    private static void last(Window window, RangeCall call) {
        int floats = window.floats();
        int histograms = window.histograms();
        boolean isFloat =
                histograms == 0 || (floats > 0 && window.histogramTime(histograms - 1) < window.time(floats - 1));
        if (isFloat) {
            call.result(window.value(floats - 1));
        } else {
            call.out().set(call.step(), window.histogram(histograms - 1));
        }
    }

    private static void timeOfLast(Window window, RangeCall call) {
        long ofFloat = window.floats() == 0 ? 0 : window.time(window.floats() - 1);
        long ofHistogram = window.histograms() == 0 ? 0 : window.histogramTime(window.histograms() - 1);
        call.result(Math.max(ofFloat, ofHistogram) / 1000.0);
    }

    /** The index of the largest or smallest float, the first or the last of equal ones; of NaN only if there is nothing else. */
    private static int extreme(Window window, boolean last, boolean max) {
        int found = 0;
        for (int i = 0; i < window.floats(); i++) {
            double value = window.value(i);
            double before = window.value(found);
            boolean further = max ? value > before : value < before;
            if (further || Double.isNaN(before) || (last && value == before)) {
                found = i;
            }
        }
        return found;
    }

    private static RangeFunction variance(DoubleUnaryOperator ofVariance) {
        return (window, call) -> {
            KahanSum mean = new KahanSum();
            KahanSum squares = new KahanSum();
            for (int i = 0; i < window.floats(); i++) {
                double delta = window.value(i) - mean.value();
                mean.add(delta / (i + 1));
                squares.add(delta * (window.value(i) - mean.value()));
            }
            call.result(ofVariance.applyAsDouble(squares.value() / window.floats()));
        };
    }

    /** The median of how far values are from the median. */
    private static void medianDeviation(Window window, RangeCall call) {
        double[] values = window.allFloats();
        double median = Quantiles.of(0.5, values, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i] - median);
        }
        call.result(Quantiles.of(0.5, values, values.length));
    }

    private static void quantile(Window window, RangeCall call) {
        if (window.floats() == 0) {
            return;
        }
        double q = call.number(0);
        if (Double.isNaN(q) || q < 0 || q > 1) {
            call.note(Notices.invalidQuantile(q, call.position()));
        }
        ignoreHistograms(window, call);
        call.result(Quantiles.of(q, window.allFloats(), window.floats()));
    }
}
