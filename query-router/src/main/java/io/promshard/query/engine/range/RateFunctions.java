package io.promshard.query.engine.range;

import io.promshard.query.engine.Notices;
import java.util.Map;

/**
 * How fast floats change over a range.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/functions.go">extrapolatedRate, instantValue</a>
 */
final class RateFunctions {

    static final Map<String, RangeFunction> ALL = Map.of(
            "rate", (window, call) -> extrapolated(window, call, true, true),
            "increase", (window, call) -> extrapolated(window, call, true, false),
            "delta", (window, call) -> extrapolated(window, call, false, false),
            "irate", (window, call) -> ofLastTwo(window, call, true),
            "idelta", (window, call) -> ofLastTwo(window, call, false));

    /** Up to so many times the usual distance from the range's end, series are taken to go on to the end. */
    private static final double CLOSE = 1.1;

    private RateFunctions() {}

    private static void extrapolated(Window window, RangeCall call, boolean counter, boolean perSecond) {
        if (window.floats() > 0 && window.histograms() > 0) {
            call.note(Notices.mixedFloatsHistograms(window.metric(), call.position()));
            return;
        }
        if (window.histograms() > 1) {
            throw call.unsupported();
        }
        if (window.floats() > 1) {
            double factor = factor(window, counter) / (perSecond ? window.seconds() : 1);
            call.result(difference(window, counter) * factor);
        }
    }

    /** Last less first; what a counter lost when it was reset is put back. */
    private static double difference(Window window, boolean counter) {
        int last = window.floats() - 1;
        double difference = window.value(last) - window.value(0);
        for (int i = 1; counter && i <= last; i++) {
            if (window.value(i) < window.value(i - 1)) {
                difference += window.value(i - 1);
            }
        }
        return difference;
    }

    /** How much longer the time is that the series is taken to cover than that between its first and last sample. */
    private static double factor(Window window, boolean counter) {
        int last = window.floats() - 1;
        double sampled = (window.time(last) - window.time(0)) / 1000.0;
        double distance = sampled / last;
        double toStart = (window.time(0) - window.start()) / 1000.0;
        if (toStart >= distance * CLOSE) {
            toStart = distance / 2;
        }
        double difference = difference(window, counter);
        if (counter && difference > 0 && window.value(0) >= 0) {
            double toZero = sampled * (window.value(0) / difference);
            toStart = toZero < toStart ? toZero : toStart;
        }
        double toEnd = (window.end() - window.time(last)) / 1000.0;
        if (toEnd >= distance * CLOSE) {
            toEnd = distance / 2;
        }
        return (sampled + toStart + toEnd) / sampled;
    }

    private static void ofLastTwo(Window window, RangeCall call, boolean rate) {
        if (window.floats() + window.histograms() < 2) {
            return;
        }
        if (window.histograms() > 0) {
            LastTwo.checkMixed(window, call);
        }
        int last = window.floats() - 1;
        if (last < 1 || (window.histograms() > 0 && LastTwo.haveHistogram(window))) {
            return;
        }
        double value = window.value(last);
        double before = window.value(last - 1);
        double change = rate && value < before ? value : value - before;
        call.result(rate ? change / ((window.time(last) - window.time(last - 1)) / 1000.0) : change);
    }

    /** The last two samples of a window with histograms. */
    private static final class LastTwo {

        private LastTwo() {}

        static boolean haveHistogram(Window window) {
            int floats = window.floats();
            long last = window.histogramTime(window.histograms() - 1);
            return floats < 2 || last > window.time(floats - 2);
        }

        static void checkMixed(Window window, RangeCall call) {
            if (!haveHistogram(window)) {
                return;
            }
            int floats = window.floats();
            int histograms = window.histograms();
            boolean both =
                    histograms > 1 && (floats == 0 || window.histogramTime(histograms - 2) > window.time(floats - 1));
            if (both) {
                throw call.unsupported();
            }
            call.note(Notices.mixedFloatsHistograms(window.metric(), call.position()));
        }
    }
}
