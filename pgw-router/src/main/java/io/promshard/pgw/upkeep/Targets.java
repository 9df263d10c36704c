package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.scrape.ListedGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The groups that an order means, each up to its last push when the order came: what is pushed later is meant no more. The times are
 * the gateways' own, so that of two pushes to one gateway the later is told by its clock alone.
 */
final class Targets {

    private final Map<GroupingKey, Double> upTo = new HashMap<>();
    private final Ledger ledger;

    /** @param pushedBefore the groups of which no copy was pushed later, in seconds since 1970 */
    Targets(Listing listing, Purge order, double pushedBefore, Ledger ledger) {
        this.ledger = ledger;
        listing.groups()
                .values()
                .forEach(groups -> groups.forEach(group -> upTo.merge(group.key(), touchedAt(group), Math::max)));
        upTo.entrySet()
                .removeIf(group ->
                        group.getValue() > pushedBefore || !order.selection().matches(group.getKey()));
    }

    /** When a client was last at it: of a moved copy its original, and where no push ever succeeded, the last that failed. */
    private double touchedAt(ListedGroup group) {
        if (group.pushTime() <= 0) {
            return group.failureTime();
        }
        return ledger.moves() == 0 ? group.pushTime() : ledger.pushedAt(GroupId.of(group.key()), group.pushTime());
    }

    Set<GroupingKey> keys() {
        return Set.copyOf(upTo.keySet());
    }

    /** The last push that is meant, in seconds since 1970. */
    double upTo(GroupingKey key) {
        return upTo.getOrDefault(key, Double.NEGATIVE_INFINITY);
    }

    /** The copies that are meant. */
    List<Spot> on(Listing listing) {
        List<Spot> spots = new ArrayList<>();
        listing.groups()
                .forEach((gateway, groups) -> groups.stream()
                        .filter(group -> upTo(group.key()) >= touchedAt(group))
                        .forEach(group -> spots.add(new Spot(gateway, group.key(), group.keyKnown()))));
        return spots;
    }

    /** The groups of which a gateway has a copy that was pushed later. */
    Set<GroupingKey> pushedAgain(String gateway, Listing listing) {
        Set<GroupingKey> again = new HashSet<>();
        for (ListedGroup group : listing.groups().getOrDefault(gateway, List.of())) {
            if (upTo.containsKey(group.key()) && touchedAt(group) > upTo(group.key())) {
                again.add(group.key());
            }
        }
        return again;
    }
}
