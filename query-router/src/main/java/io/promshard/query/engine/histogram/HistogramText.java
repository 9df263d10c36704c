package io.promshard.query.engine.histogram;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.promql.text.NumberForms;

/** A histogram as {@code count_values} makes a label's value of it. */
public final class HistogramText {

    private HistogramText() {}

    /** {@code {count:2, sum:3.5, (1,2]:2}}. */
    public static String of(FloatHistogram histogram) {
        StringBuilder text = new StringBuilder("{count:").append(NumberForms.general(histogram.count()));
        text.append(", sum:").append(NumberForms.general(histogram.sum()));
        for (HistogramBucket bucket : Histograms.populated(histogram)) {
            text.append(", ").append((bucket.boundaries() & 1) != 0 ? '[' : '(');
            text.append(NumberForms.general(bucket.lower())).append(',').append(NumberForms.general(bucket.upper()));
            text.append(bucket.boundaries() == 0 || bucket.boundaries() == 3 ? ']' : ')');
            text.append(':').append(NumberForms.general(bucket.count()));
        }
        return text.append('}').toString();
    }
}
