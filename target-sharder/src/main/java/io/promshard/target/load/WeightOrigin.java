package io.promshard.target.load;

/** Where the weight of a target comes from. The first that there is counts. */
public enum WeightOrigin {
    /** Its label {@code __sharder_weight__}. */
    LABEL,
    /** The samples that a collector reported of it. */
    MEASURED,
    /** The median of what was measured of its job. */
    MEDIAN,
    /** The setting for targets of which nothing is known. */
    FALLBACK
}
