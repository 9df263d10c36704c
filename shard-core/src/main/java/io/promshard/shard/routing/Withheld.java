package io.promshard.shard.routing;

import java.util.Set;

/**
 * Members that are well and yet get nothing, by a decision of ours. They stay on the ring.
 *
 * @param drained taken out of service on purpose: they count no more than one in maintenance
 * @param quarantined back after a failure, and not to be trusted with keys before they have been looked at
 */
public record Withheld(Set<String> drained, Set<String> quarantined) {

    public static final Withheld NONE = new Withheld(Set.of(), Set.of());

    public Withheld {
        drained = Set.copyOf(drained);
        quarantined = Set.copyOf(quarantined);
    }
}
