package io.promshard.query.engine.range;

import io.promshard.query.engine.Notices;
import io.promshard.query.engine.histogram.CounterResets;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.engine.histogram.IncompatibleHistograms;
import io.promshard.query.model.CounterReset;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.ScrapedHistogram;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How much scraped histograms of a window have changed.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/functions.go">histogramRate</a>
 */
final class HistogramRates {

    private HistogramRates() {}

    /** The last less the first, with what a counter lost at resets; empty, with a notice, if they cannot be compared. */
    static Optional<FloatHistogram> difference(Window window, boolean counter, RangeCall call) {
        List<ScrapedHistogram> all = window.scraped();
        noteKind(all, counter, window, call);
        boolean resetAtOnce = counter && CounterResets.between(all.getFirst(), all.get(1));
        List<ScrapedHistogram> looked =
                !counter ? List.of(all.getFirst(), all.getLast()) : resetAtOnce ? all.subList(1, all.size()) : all;
        return compared(() -> difference(looked, counter, resetAtOnce), window, call);
    }

    /** The last less the one before, or the last alone if the counter began anew. */
    static Optional<FloatHistogram> ofLastTwo(Window window, boolean rate, RangeCall call) {
        List<ScrapedHistogram> all = window.scraped();
        List<ScrapedHistogram> two = all.subList(all.size() - 2, all.size());
        noteKind(two, rate, window, call);
        boolean reset = rate && CounterResets.between(two.getFirst(), two.getLast());
        return reset
                ? Optional.of(two.getLast().histogram())
                : compared(() -> difference(two, false, false), window, call);
    }

    private static Optional<FloatHistogram> compared(
            Supplier<FloatHistogram> difference, Window window, RangeCall call) {
        try {
            return Optional.of(Histograms.compact(difference.get()));
        } catch (IncompatibleHistograms e) {
            call.note(
                    switch (e.difference()) {
                        case SCHEMA -> Notices.mixedSchemas(window.metric(), call.position());
                        case BOUNDS -> Notices.incompatibleBounds(window.metric(), call.position());
                    });
            return Optional.empty();
        }
    }

    private static void noteKind(List<ScrapedHistogram> all, boolean counter, Window window, RangeCall call) {
        boolean ends = isGauge(all.getFirst()) && isGauge(all.getLast());
        if (counter && all.stream().anyMatch(HistogramRates::isGauge)) {
            call.note(Notices.histogramNotCounter(window.metric(), call.position()));
        } else if (!counter && !ends) {
            call.note(Notices.histogramNotGauge(window.metric(), call.position()));
        }
    }

    static boolean isGauge(ScrapedHistogram histogram) {
        return histogram.stored().counterReset() == CounterReset.GAUGE;
    }

    /** Of a counter that began anew before the first of these, all that it has counted since. */
    private static FloatHistogram difference(List<ScrapedHistogram> all, boolean counter, boolean fromNothing) {
        ScrapedHistogram first = all.getFirst();
        ScrapedHistogram last = all.getLast();
        FloatHistogram start = start(all, last);
        Histograms.checkSameBounds(last, first);
        FloatHistogram sum = fromNothing ? start : Histograms.subtract(start, first.histogram());
        for (int i = 1; counter && i < all.size(); i++) {
            if (CounterResets.between(all.get(i - 1), all.get(i))) {
                Histograms.checkSameBounds(last, all.get(i - 1));
                sum = Histograms.add(sum, all.get(i - 1).histogram());
            }
        }
        return sum;
    }

    /** The last one, in the widest buckets of all. */
    private static FloatHistogram start(List<ScrapedHistogram> all, ScrapedHistogram last) {
        if (all.stream()
                .anyMatch(
                        each -> each.stored().hasCustomBounds() != last.stored().hasCustomBounds())) {
            throw IncompatibleHistograms.inSchema();
        }
        int widest = all.stream().mapToInt(each -> each.stored().schema()).min().orElseThrow();
        return Histograms.reduced(last, widest);
    }
}
