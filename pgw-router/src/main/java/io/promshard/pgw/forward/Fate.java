package io.promshard.pgw.forward;

/** What became of one copy of a push. */
public enum Fate {
    /** A gateway has it. */
    TAKEN,
    /** A gateway saw it and did not want it; another would not either. */
    REFUSED,
    /** No gateway could be brought to take it. */
    FAILED
}
