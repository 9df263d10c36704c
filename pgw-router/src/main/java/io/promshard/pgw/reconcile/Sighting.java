package io.promshard.pgw.reconcile;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;

/**
 * All that was seen of one group.
 *
 * @param owners the gateways that shall have it, the first of the ring that are live; empty if none is
 * @param copies one a gateway, in any order
 * @param deletedAt when a client last deleted it, in seconds since 1970; {@link #NEVER} if nobody is known to have
 */
public record Sighting(GroupingKey key, List<String> owners, List<Copy> copies, double deletedAt) {

    public static final double NEVER = Double.NEGATIVE_INFINITY;

    public Sighting {
        owners = List.copyOf(owners);
        copies = List.copyOf(copies);
    }

    boolean isOwner(String gateway) {
        return owners.contains(gateway);
    }
}
