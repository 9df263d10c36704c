package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Notices;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.histogram.IncompatibleHistograms;
import io.promshard.query.model.FloatHistogram;
import io.promshard.shard.labels.Labels;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The native histograms of a group put together, step by step; where they do not fit there is none. */
final class HistogramFold {

    private final Aggregation aggregation;
    private final Map<Integer, FloatHistogram> histograms = new HashMap<>();
    private final BitSet seen = new BitSet();
    private final BitSet broken = new BitSet();

    HistogramFold(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    /** Whether the group's histograms at that step do not fit together: then nothing else counts there either. */
    boolean isBroken(int step) {
        return broken.get(step);
    }

    /** Whether the group has any histogram at that step. */
    boolean has(int step) {
        return seen.get(step);
    }

    @Nullable FloatHistogram get(int step) {
        return histograms.get(step);
    }

    /**
     * Puts one in.
     *
     * @param fold the operation; gets what came before
     * @param first whether nothing came before; a histogram behind floats is for nothing
     */
    void add(int step, FloatHistogram histogram, boolean first, Labels labels, BinaryOperator<FloatHistogram> fold) {
        seen.set(step);
        FloatHistogram before = histograms.get(step);
        if (before == null) {
            if (first) {
                histograms.put(step, histogram);
            }
            return;
        }
        try {
            histograms.put(step, fold.apply(before, histogram));
        } catch (IncompatibleHistograms e) {
            broken.set(step);
            String metric = SeriesLabels.name(labels);
            aggregation.note(
                    switch (e.difference()) {
                        case SCHEMA -> Notices.mixedSchemas(metric, aggregation.inner());
                        case BOUNDS -> Notices.incompatibleBounds(metric, aggregation.inner());
                    });
        }
    }
}
