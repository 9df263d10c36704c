package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.hold.Place;
import io.promshard.pgw.routing.PushRouter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of a group on a gateway.
 *
 * @param keyKnown false if the group may be stored with an empty {@code instance} besides
 */
record Spot(String gateway, GroupingKey key, boolean keyKnown) {

    private static final String INSTANCE = "instance";

    /** The keys by which the gateway may have it. No selector tells them apart, and a gateway that has both cannot be scraped. */
    List<GroupingKey> keys() {
        if (keyKnown || key.byteLabels().containsKey(INSTANCE)) {
            return List.of(key);
        }
        SortedMap<String, String> labels = new TreeMap<>(key.byteLabels());
        labels.put(INSTANCE, "");
        return List.of(key, GroupingKey.ofBytes(labels));
    }

    Stream<Place> places() {
        return keys().stream().map(one -> new Place(PushRouter.hash(one), gateway));
    }
}
