package io.promshard.target.assign;

import io.promshard.shard.ring.HashRing;
import io.promshard.target.model.Collector;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All that an {@link Assignment} follows from.
 *
 * @param collectors who may take targets now: neither draining ones nor dead ones; each id once, in any order
 * @param pins collectors' ids by key: the first owner of that key, whatever its strategy says
 * @param replicaTag the collectors' tag, such as their zone, in which the owners of a key differ where they can; empty: none
 * @param previous what held before; sticky strategies keep to it
 */
public record AssignmentRequest(
        KeyTable keys,
        List<Collector> collectors,
        Map<Long, String> pins,
        String replicaTag,
        Assignment previous,
        Rebalancing rebalancing) {

    /** The most collectors that a group may have. */
    public static final int MAX_COLLECTORS = HashRing.MAX_TOTAL_WEIGHT;

    /**
     * Sorts the collectors by id.
     *
     * @throws IllegalArgumentException if two collectors have one id, or there are more than {@link #MAX_COLLECTORS}
     */
    public AssignmentRequest {
        if (collectors.size() > MAX_COLLECTORS) {
            throw new IllegalArgumentException(
                    "a group may have " + MAX_COLLECTORS + " collectors at most, got: " + collectors.size());
        }
        collectors =
                collectors.stream().sorted(Comparator.comparing(Collector::id)).toList();
        for (int i = 1; i < collectors.size(); i++) {
            if (collectors.get(i).id().equals(collectors.get(i - 1).id())) {
                throw new IllegalArgumentException(
                        "two collectors have the id " + collectors.get(i).id());
            }
        }
        pins = Map.copyOf(pins);
    }
}
