package io.promshard.query.model;

/**
 * A native histogram as it was scraped.
 *
 * @param stored all that a server stores of it
 * @param histogram the same, to compute with
 */
public record ScrapedHistogram(NativeHistogram stored, FloatHistogram histogram) {

    /** The histogram that a server stores. */
    public static ScrapedHistogram of(NativeHistogram stored) {
        return new ScrapedHistogram(stored, stored.toFloatHistogram());
    }
}
