package io.promshard.query.discovery;

/** Where the feature label of the fleet's series is. */
public enum LabelMode {
    /** Looked for on each server: stored if any series has it, else external. */
    AUTO,
    /** On the server as a whole, in its external labels or the configuration, and not in its series. */
    EXTERNAL,
    /** In the series. */
    STORED
}
