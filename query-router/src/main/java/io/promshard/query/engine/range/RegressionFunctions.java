package io.promshard.query.engine.range;

import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.KahanSum;
import io.promshard.query.promql.text.Numbers;
import java.util.Map;

/**
 * Lines and curves through floats.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/functions.go">linearRegression</a>
 */
final class RegressionFunctions {

    static final Map<String, RangeFunction> ALL = Map.of(
            "deriv", RegressionFunctions::deriv,
            "predict_linear", RegressionFunctions::predict,
            "double_exponential_smoothing", RegressionFunctions::smooth);

    private RegressionFunctions() {}

    private record Line(double slope, double intercept) {}

    private static void deriv(Window window, RangeCall call) {
        if (hasTwo(window, call)) {
            call.result(line(window, window.time(0)).slope);
        }
    }

    private static void predict(Window window, RangeCall call) {
        if (hasTwo(window, call)) {
            Line line = line(window, call.time());
            call.result(line.slope * call.number(0) + line.intercept);
        }
    }

    private static boolean hasTwo(Window window, RangeCall call) {
        if (window.floats() > 0) {
            OverTime.ignoreHistograms(window, call);
        }
        return window.floats() > 1;
    }

    /** By least squares; the intercept is the line's value at that time. */
    private static Line line(Window window, long interceptTime) {
        KahanSum sumX = new KahanSum();
        KahanSum sumY = new KahanSum();
        KahanSum sumXY = new KahanSum();
        KahanSum sumX2 = new KahanSum();
        boolean constant = true;
        for (int i = 0; i < window.floats(); i++) {
            double x = (window.time(i) - interceptTime) / 1e3;
            double y = window.value(i);
            constant &= i == 0 || y == window.value(0);
            sumX.add(x);
            sumY.add(y);
            sumXY.add(x * y);
            sumX2.add(x * x);
        }
        if (constant) {
            boolean infinite = Double.isInfinite(window.value(0));
            return infinite ? new Line(Double.NaN, Double.NaN) : new Line(0, window.value(0));
        }
        double n = window.floats();
        double covariance = sumXY.value() - sumX.value() * sumY.value() / n;
        double slope = covariance / (sumX2.value() - sumX.value() * sumX.value() / n);
        return new Line(slope, sumY.value() / n - slope * sumX.value() / n);
    }

    private static void smooth(Window window, RangeCall call) {
        double smoothing = checked("smoothing", "sf", call.number(0));
        double trend = checked("trend", "tf", call.number(1));
        if (!hasTwo(window, call)) {
            return;
        }
        double before = 0;
        double smoothed = window.value(0);
        double slope = window.value(1) - window.value(0);
        for (int i = 1; i < window.floats(); i++) {
            double scaled = smoothing * window.value(i);
            slope = i == 1 ? slope : trend * (smoothed - before) + (1 - trend) * slope;
            double rest = (1 - smoothing) * (smoothed + slope);
            before = smoothed;
            smoothed = scaled + rest;
        }
        call.result(smoothed);
    }

    private static double checked(String what, String name, double factor) {
        if (factor <= 0 || factor >= 1) {
            throw new EngineException.Execution(
                    "invalid " + what + " factor. Expected: 0 < " + name + " < 1, got: " + Numbers.format(factor, 6));
        }
        return factor;
    }
}
