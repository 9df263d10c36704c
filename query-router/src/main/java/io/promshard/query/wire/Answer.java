package io.promshard.query.wire;

/**
 * An answer of the API, cut into slices.
 *
 * @param <D> what the endpoint gives
 */
public sealed interface Answer<D> {

    Annotations annotations();

    /** The endpoint gave data. */
    record Success<D>(D data, Annotations annotations) implements Answer<D> {}

    /** It did not. */
    record Failure<D>(String errorType, String error, Annotations annotations) implements Answer<D> {}
}
