package io.promshard.query.coverage;

/**
 * Time cut into stretches of equal width, on multiples of which they begin, so that questions of about the same time are the same.
 * The stretch {@code i} is from {@code startMillis + i * widthMillis}, excluded, to its end, included.
 */
public record Buckets(long startMillis, long widthMillis, int count) {

    /** The narrowest: gaps that matter are longer, and scrapes come at least that often. */
    static final long NARROWEST = 60_000;

    /** What one question of a server may give, well below the 11,000 points of the API. */
    private static final long MOST = 5_000;

    /** The narrowest that cover a span in not too many stretches. */
    static Buckets over(Span span) {
        long length = Math.max(1, span.untilMillis() - span.afterMillis());
        long width = Math.ceilDiv(Math.ceilDiv(length, MOST), NARROWEST) * NARROWEST;
        long start = Math.floorDiv(span.afterMillis(), width) * width;
        long end = Math.max(start + width, Math.ceilDiv(span.untilMillis(), width) * width);
        return new Buckets(start, width, (int) ((end - start) / width));
    }

    long endMillis() {
        return startMillis + count * widthMillis;
    }

    /** The end of a stretch. */
    long end(int bucket) {
        return startMillis + (bucket + 1) * widthMillis;
    }

    /** The first that has a part of the span; below zero if that begins before all of them. */
    long first(Span span) {
        return Math.floorDiv(span.afterMillis() - startMillis, widthMillis);
    }

    /** The last that has a part of the span; not below the count if that ends after all of them. */
    long last(Span span) {
        return Math.ceilDiv(span.untilMillis() - startMillis, widthMillis) - 1;
    }
}
