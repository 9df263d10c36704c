package io.promshard.query.coverage;

/**
 * A stretch of time, as ranges of PromQL are: what lies at its beginning is no part of it, what lies at its end is.
 *
 * @param untilMillis before the beginning if nothing is in it
 */
public record Span(long afterMillis, long untilMillis) {

    /** The stretch from the earlier beginning to the later end. */
    Span and(Span other) {
        return new Span(Math.min(afterMillis, other.afterMillis), Math.max(untilMillis, other.untilMillis));
    }

    Span within(long earliest, long latest) {
        return new Span(Math.clamp(afterMillis, earliest, latest), Math.clamp(untilMillis, earliest, latest));
    }
}
