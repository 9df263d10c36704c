package io.promshard.query.merge;

import io.promshard.query.wire.Annotations;
import java.util.List;

/**
 * The {@code limit} of a request.
 *
 * @param count how many results there may be; zero for any number
 */
public record Limit(int count) {
    public static final Limit NONE = new Limit(0);

    /** In the words of Prometheus. */
    private static final Annotations TRUNCATED = new Annotations(List.of("results truncated due to limit"), List.of());

    boolean exceededBy(int results) {
        return count > 0 && results > count;
    }

    <T> List<T> cut(List<T> results) {
        return exceededBy(results.size()) ? List.copyOf(results.subList(0, count)) : results;
    }

    /** The annotations, with a warning if so many results are too many. */
    Annotations annotate(Annotations annotations, int results) {
        return exceededBy(results) ? AnnotationsUnion.of(List.of(annotations, TRUNCATED)) : annotations;
    }
}
