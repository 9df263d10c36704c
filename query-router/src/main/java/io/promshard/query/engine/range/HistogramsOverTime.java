package io.promshard.query.engine.range;

import io.promshard.query.engine.KahanSum;
import io.promshard.query.engine.Means;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.engine.histogram.IncompatibleHistograms;
import io.promshard.query.model.FloatHistogram;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code sum_over_time} and {@code avg_over_time}: of floats, or of histograms; of both they are nothing. */
final class HistogramsOverTime {

    static final Map<String, RangeFunction> ALL = Map.of(
            "sum_over_time", (window, call) -> apply(window, call, HistogramsOverTime::sum, HistogramsOverTime::sumOf),
            "avg_over_time",
                    (window, call) -> apply(window, call, HistogramsOverTime::mean, HistogramsOverTime::meanOf));

    private HistogramsOverTime() {}

    private static void apply(
            Window window,
            RangeCall call,
            Function<Window, Double> ofFloats,
            Function<List<FloatHistogram>, FloatHistogram> ofHistograms) {
        if (window.floats() > 0 && window.histograms() > 0) {
            call.note(Notices.mixedFloatsHistograms(window.metric(), call.position()));
        } else if (window.floats() > 0) {
            call.result(ofFloats.apply(window));
        } else {
            ofHistograms(window, call, ofHistograms);
        }
    }

    private static void ofHistograms(Window window, RangeCall call, Function<List<FloatHistogram>, FloatHistogram> f) {
        try {
            call.out().set(call.step(), f.apply(window.allHistograms()));
        } catch (IncompatibleHistograms e) {
            String metric = window.metric();
            call.note(
                    switch (e.difference()) {
                        case SCHEMA -> Notices.mixedSchemas(metric, call.position());
                        case BOUNDS -> Notices.incompatibleBounds(metric, call.position());
                    });
        }
    }

    private static double sum(Window window) {
        KahanSum sum = new KahanSum();
        for (int i = 0; i < window.floats(); i++) {
            sum.add(window.value(i));
        }
        return sum.value();
    }

    private static double mean(Window window) {
        Means mean = new Means();
        for (int i = 0; i < window.floats(); i++) {
            mean.add(window.value(i));
        }
        return mean.value();
    }

    private static FloatHistogram sumOf(List<FloatHistogram> histograms) {
        FloatHistogram sum = histograms.getFirst();
        for (FloatHistogram histogram : histograms.subList(1, histograms.size())) {
            sum = Histograms.add(sum, histogram);
        }
        return sum;
    }

    private static FloatHistogram meanOf(List<FloatHistogram> histograms) {
        FloatHistogram mean = histograms.getFirst();
        for (int i = 1; i < histograms.size(); i++) {
            mean = Histograms.mean(mean, histograms.get(i), i + 1.0);
        }
        return mean;
    }
}
