package io.promshard.query.engine.range;

import io.promshard.query.engine.Notices;
import io.promshard.query.engine.histogram.Histograms;
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
            histograms(window, call, counter, perSecond);
        } else if (window.floats() > 1) {
            double difference = difference(window, counter);
            double untilZero = counter && difference > 0 && window.value(0) >= 0
                    ? window.value(0) / difference
                    : Double.POSITIVE_INFINITY;
            Span span = new Span(window.time(0), window.time(window.floats() - 1), window.floats() - 1);
            double factor = factor(window, span, untilZero) / (perSecond ? window.seconds() : 1);
            call.result(difference * factor);
        }
    }

    private static void histograms(Window window, RangeCall call, boolean counter, boolean perSecond) {
        if (window.scraped().isEmpty()) {
            throw call.unsupported();
        }
        int last = window.histograms() - 1;
        Span span = new Span(window.histogramTime(0), window.histogramTime(last), last);
        HistogramRates.difference(window, counter, call).ifPresent(difference -> {
            // Prometheus 3.5 goes on below zero here; 3.6 stops there, as it does with floats.
            double factor = factor(window, span, Double.POSITIVE_INFINITY) / (perSecond ? window.seconds() : 1);
            call.out().set(call.step(), Histograms.multiply(difference, factor));
        });
    }

    /** When the first and the last sample were, and how many distances lie between. */
    private record Span(long first, long last, int distances) {}

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

    /**
     * How much longer the time is that the series is taken to cover than that between its first and last sample.
     *
     * @param untilZero how many times the latter before the first sample a counter would have been zero
     */
    private static double factor(Window window, Span span, double untilZero) {
        double sampled = (span.last - span.first) / 1000.0;
        double distance = sampled / span.distances;
        double toStart = (span.first - window.start()) / 1000.0;
        if (toStart >= distance * CLOSE) {
            toStart = distance / 2;
        }
        double toZero = sampled * untilZero;
        toStart = toZero < toStart ? toZero : toStart;
        double toEnd = (window.end() - span.last) / 1000.0;
        if (toEnd >= distance * CLOSE) {
            toEnd = distance / 2;
        }
        return (sampled + toStart + toEnd) / sampled;
    }

    private static void ofLastTwo(Window window, RangeCall call, boolean rate) {
        if (window.floats() + window.histograms() < 2) {
            return;
        }
        if (window.histograms() > 0 && LastTwo.haveHistogram(window)) {
            LastTwo.ofHistograms(window, call, rate);
            return;
        }
        int last = window.floats() - 1;
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

        static void ofHistograms(Window window, RangeCall call, boolean rate) {
            int floats = window.floats();
            int last = window.histograms() - 1;
            boolean both = last > 0 && (floats == 0 || window.histogramTime(last - 1) > window.time(floats - 1));
            if (!both) {
                call.note(Notices.mixedFloatsHistograms(window.metric(), call.position()));
            } else if (window.scraped().isEmpty()) {
                throw call.unsupported();
            } else {
                HistogramRates.ofLastTwo(window, rate, call).ifPresent(change -> {
                    double seconds = (window.histogramTime(last) - window.histogramTime(last - 1)) / 1000.0;
                    call.out().set(call.step(), rate ? Histograms.divide(change, seconds) : change);
                });
            }
        }
    }
}
