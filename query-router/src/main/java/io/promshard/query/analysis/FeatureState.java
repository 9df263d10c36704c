package io.promshard.query.analysis;

/**
 * What the series of a node's result have of the feature label, as one Prometheus with all the data would give it; seen from a
 * shard that does not store the label and is asked without it.
 */
public enum FeatureState {
    /** They lack it at the shard, and would lack it there. */
    NONE,
    /** They lack it at the shard, and would all carry the shard's value there. */
    CARRIED,
    /** A node looks at the label: the shard has to be given it before it can compute what one Prometheus would. */
    LOOKED_AT
}
