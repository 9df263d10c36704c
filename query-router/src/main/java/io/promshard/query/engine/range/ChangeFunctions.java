package io.promshard.query.engine.range;

import io.promshard.query.engine.histogram.CounterResets;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.ScrapedHistogram;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code changes} and {@code resets}: how often samples in turn differ. */
final class ChangeFunctions {

    static final Map<String, RangeFunction> ALL = Map.of(
            "changes",
            (window, call) -> count(window, call, true),
            "resets",
            (window, call) -> count(window, call, false));

    private ChangeFunctions() {}

    /** A sample of either kind. */
    private record Sample(
            double value,
            @Nullable FloatHistogram histogram,
            @Nullable ScrapedHistogram scraped) {}

    private static void count(Window window, RangeCall call, boolean changes) {
        int count = 0;
        @Nullable Sample before = null;
        int histogram = 0;
        for (int next = 0; next < window.floats() || histogram < window.histograms(); ) {
            boolean isFloat = histogram >= window.histograms()
                    || (next < window.floats() && window.time(next) < window.histogramTime(histogram));
            Sample sample = isFloat ? new Sample(window.value(next++), null, null) : histogram(window, histogram++);
            if (before != null && differ(before, sample, changes, call)) {
                count++;
            }
            before = sample;
        }
        call.result(count);
    }

    private static Sample histogram(Window window, int index) {
        ScrapedHistogram scraped =
                window.scraped().isEmpty() ? null : window.scraped().get(index);
        return new Sample(Double.NaN, window.histogram(index), scraped);
    }

    private static boolean differ(Sample before, Sample after, boolean changes, RangeCall call) {
        if (before.histogram == null && after.histogram == null) {
            boolean nans = Double.isNaN(before.value) && Double.isNaN(after.value);
            return changes ? after.value != before.value && !nans : after.value < before.value;
        }
        if (before.histogram == null || after.histogram == null) {
            return true;
        }
        if (changes) {
            return !Histograms.same(before.histogram, after.histogram);
        }
        if (before.scraped == null || after.scraped == null) {
            throw call.unsupported();
        }
        return CounterResets.between(before.scraped, after.scraped);
    }
}
