package io.promshard.target.assign;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The collectors that operators chose for keys. Pins of keys that are gone, or to collectors that are, count for nothing. */
final class Pins {

    private final Map<Integer, Integer> byKey = new HashMap<>();

    Pins(AssignmentRequest request, Fleet fleet) {
        request.pins().forEach((key, collector) -> {
            int place = request.keys().find(key);
            int number = fleet.number(collector);
            if (place >= 0 && number >= 0) {
                byKey.put(place, number);
            }
        });
    }

    /** The number of the collector that the key at that place is pinned to, or -1. */
    int of(int key) {
        return byKey.isEmpty() ? -1 : byKey.getOrDefault(key, -1);
    }

    /** Of each pin the place of its key and the number of its collector. */
    void forEach(BiConsumer<Integer, Integer> action) {
        byKey.forEach(action);
    }
}
