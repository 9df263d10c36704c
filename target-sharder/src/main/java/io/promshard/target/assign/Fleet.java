package io.promshard.target.assign;

import io.promshard.target.model.Collector;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The collectors of a request by number, which is their place when sorted by id. */
final class Fleet {

    private final List<Collector> collectors;
    private final List<String> ids;
    private final int[] weights;
    private final double[] capacities;
    private final int[] zones;

    /**
     * @param collectors sorted by id
     * @param zoneTag whose value is a collector's zone; if empty, each is a zone of its own
     */
    Fleet(List<Collector> collectors, String zoneTag) {
        this.collectors = collectors;
        this.ids = collectors.stream().map(Collector::id).toList();
        this.weights = collectors.stream().mapToInt(Collector::weight).toArray();
        this.capacities = collectors.stream().mapToDouble(Collector::capacity).toArray();
        this.zones = zones(collectors, zoneTag);
    }

    private static int[] zones(List<Collector> collectors, String tag) {
        int[] zones = new int[collectors.size()];
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < zones.length; i++) {
            String zone = collectors.get(i).tags().getOrDefault(tag, "");
            zones[i] = tag.isEmpty() ? i : numbers.computeIfAbsent(zone, any -> numbers.size());
        }
        return zones;
    }

    int size() {
        return ids.size();
    }

    List<String> ids() {
        return ids;
    }

    /** The number of the collector with that id, or -1. */
    int number(String id) {
        return Math.max(-1, Collections.binarySearch(ids, id));
    }

    int weight(int number) {
        return weights[number];
    }

    double capacity(int number) {
        return capacities[number];
    }

    int zone(int number) {
        return zones[number];
    }

    /** How many different zones those collectors have. */
    int zones(BitSet numbers) {
        return (int) numbers.stream().map(this::zone).distinct().count();
    }

    BitSet all() {
        BitSet all = new BitSet(size());
        all.set(0, size());
        return all;
    }

    /** Some collectors by the value of a tag, those without it left out. */
    Map<String, BitSet> byValue(BitSet some, String tag) {
        Map<String, BitSet> byValue = new HashMap<>();
        some.stream().forEach(number -> {
            String value = collectors.get(number).tags().get(tag);
            if (value != null) {
                byValue.computeIfAbsent(value, any -> new BitSet()).set(number);
            }
        });
        return byValue;
    }
}
