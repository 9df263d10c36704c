package io.promshard.query.promql.ast;

import java.util.List;

/**
 * How series of two instant vectors find each other.
 *
 * @param labels those that must be equal, or with {@code on} false those that need not be
 * @param include labels of the side with fewer series that the result takes
 */
public record VectorMatching(Cardinality card, List<String> labels, boolean on, List<String> include) {

    /** By all labels, one to one. */
    public static final VectorMatching ONE_TO_ONE =
            new VectorMatching(Cardinality.ONE_TO_ONE, List.of(), false, List.of());

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    public VectorMatching withCard(Cardinality newCard) {
        return new VectorMatching(newCard, labels, on, include);
    }
}
