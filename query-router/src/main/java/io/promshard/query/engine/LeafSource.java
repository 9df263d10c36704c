package io.promshard.query.engine;

/** Has the series of leaves. */
@FunctionalInterface
public interface LeafSource {

    /** The leaf's series, on its grid. May block; what it throws ends the evaluation. */
    Vectors fetch(LeafRequest leaf);
}
