package io.promshard.query.model;

import java.util.List;

/**
 * A native histogram as it was scraped, with what the API does not print of it.
 *
 * @param histogram with its zero bucket, be it empty, unless its buckets are custom ones
 * @param schema {@link #CUSTOM} of custom buckets
 * @param bounds of custom buckets, those of empty ones included; none of others
 */
public record ScrapedHistogram(FloatHistogram histogram, int schema, List<Double> bounds, Reset reset) {

    /** The schema that stands for custom buckets. */
    public static final int CUSTOM = -53;

    public ScrapedHistogram {
        bounds = List.copyOf(bounds);
    }

    public boolean isCustom() {
        return schema == CUSTOM;
    }

    /** Whether it began to count anew since the one before, as far as the server knows. */
    public enum Reset {
        UNKNOWN,
        YES,
        NO,
        /** It is no counter. */
        GAUGE
    }
}
