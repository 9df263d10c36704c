package io.promshard.shard.health;

import io.promshard.shard.membership.Member;

/** Asks a member how it is. */
@FunctionalInterface
public interface Probe {

    /** Blocks until the answer or the probe's own timeout; throws nothing, but for an interrupt ends with a result at once. */
    ProbeResult probe(Member member);
}
