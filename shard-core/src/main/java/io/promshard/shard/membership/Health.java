package io.promshard.shard.membership;

/** What the source of a membership says of a member's health, in Consul's words. Worst last. */
public enum Health {
    PASSING,
    WARNING,
    CRITICAL,

    /** Somebody took it out of service on purpose, which needs no second opinion. */
    MAINTENANCE;

    /** Whether requests may be sent there: a warning is no reason to stop. */
    public boolean usable() {
        return compareTo(CRITICAL) < 0;
    }

    /** The better of the two, for a member that several agents report. */
    public Health orBetter(Health other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
