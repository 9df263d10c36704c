package io.promshard.pgw.reconcile;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;

/**
 * All that was seen of one group.
 *
 * @param owners the gateways that shall have it, the first of the ring that are live; empty if none is
 * @param copies one a gateway, in any order
 * @param deletedAt when it was last deleted, in seconds since 1970; {@link #NEVER} if nobody is known to have done so
 * @param expiresAt when it goes if nobody pushes it, in seconds since 1970; {@link #NEVER_EXPIRES} if it stays
 */
public record Sighting(GroupingKey key, List<String> owners, List<Copy> copies, double deletedAt, double expiresAt) {

    public static final double NEVER = Double.NEGATIVE_INFINITY;
    public static final double NEVER_EXPIRES = Double.POSITIVE_INFINITY;

    public Sighting {
        owners = List.copyOf(owners);
        copies = List.copyOf(copies);
    }

    /** Of a group that stays until it is deleted. */
    public Sighting(GroupingKey key, List<String> owners, List<Copy> copies, double deletedAt) {
        this(key, owners, copies, deletedAt, NEVER_EXPIRES);
    }

    boolean isOwner(String gateway) {
        return owners.contains(gateway);
    }
}
