package io.promshard.target.reconcile;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an operator has ordered for a group.
 *
 * @param drains ids of collectors that shall be emptied
 * @param pins collectors' ids by key
 */
public record Orders(SortedSet<String> drains, SortedMap<Long, String> pins) {

    public static final Orders NONE = new Orders(new TreeSet<>(), new TreeMap<>());

    public Orders {
        drains = Collections.unmodifiableSortedSet(new TreeSet<>(drains));
        pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    }

    public Orders drain(String collector) {
        SortedSet<String> more = new TreeSet<>(drains);
        more.add(collector);
        return new Orders(more, pins);
    }

    public Orders undrain(String collector) {
        SortedSet<String> fewer = new TreeSet<>(drains);
        fewer.remove(collector);
        return new Orders(fewer, pins);
    }

    public Orders pin(long key, String collector) {
        SortedMap<Long, String> more = new TreeMap<>(pins);
        more.put(key, collector);
        return new Orders(drains, more);
    }

    public Orders unpin(long key) {
        SortedMap<Long, String> fewer = new TreeMap<>(pins);
        fewer.remove(key);
        return new Orders(drains, fewer);
    }

    static Orders of(Collection<String> drains, Map<Long, String> pins) {
        return new Orders(new TreeSet<>(drains), new TreeMap<>(pins));
    }
}
