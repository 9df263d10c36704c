package io.promshard.query.engine;

import java.util.List;

/** Has the series of leaves. */
@FunctionalInterface
public interface LeafSource {

    /** The leaf's series, on its grid. May block; what it throws ends the evaluation. */
    Vectors fetch(LeafRequest leaf);

    /**
     * The shares of an aggregation, as {@link io.promshard.query.promql.rewrite.Shares} asks for them. Their notes end with a
     * place in what is aggregated, or have none if they are about the aggregation. May block.
     */
    default List<Vectors> shares(ShareRequest request) {
        throw new UnsupportedOperationException("nobody computes shares of " + request.aggregate());
    }
}
