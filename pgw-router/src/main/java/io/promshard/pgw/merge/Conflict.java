package io.promshard.pgw.merge;

/**
 * Gateways disagree on a family, which one gateway alone would have refused.
 *
 * @param what was done about it
 */
public record Conflict(Kind kind, String family, String what) {

    /** What they disagree on. */
    public enum Kind {
        /** Two help texts: that of the first gateway by id is shown. */
        HELP,
        /** Two types: counters, gauges and untyped become untyped, else those of the type that most series have are shown. */
        TYPE,
        /** A series in two groups: that of the group that was pushed last is shown. */
        SERIES
    }
}
