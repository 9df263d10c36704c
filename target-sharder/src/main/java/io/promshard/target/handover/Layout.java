package io.promshard.target.handover;

import io.promshard.target.report.CollectorReport;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Who holds which key now, hand-overs in progress included: a key that is being moved is held by both. Immutable; a million keys take
 * 16 MB.
 */
public final class Layout {

    public static final Layout EMPTY = new Layout(Columns.NONE, Pending.NONE);

    private final Columns columns;
    private final Pending pending;

    Layout(Columns columns, Pending pending) {
        this.columns = columns;
        this.pending = pending;
    }

    /**
     * Of what is known to be held: of lists that were published, or of reports.
     *
     * @param keysByCollector in any order, doubles allowed
     * @param moves under way when this was noted; those whose key or collectors are not held are left out
     */
    public static Layout of(Map<String, long[]> keysByCollector, Collection<Move> moves) {
        return of(keysByCollector, moves, Map.of());
    }

    /** The same, where moves have failed before. */
    public static Layout of(Map<String, long[]> keysByCollector, Collection<Move> moves, Map<Long, Rest> rests) {
        List<String> collectors = List.copyOf(new TreeSet<>(keysByCollector.keySet()));
        TreeMap<Long, TreeSet<Integer>> holders = new TreeMap<>();
        for (int i = 0; i < collectors.size(); i++) {
            for (long key : keysByCollector.getOrDefault(collectors.get(i), new long[0])) {
                holders.computeIfAbsent(key, k -> new TreeSet<>()).add(i);
            }
        }
        ColumnsBuilder columns = new ColumnsBuilder(collectors, holders.size());
        holders.forEach((key, held) -> columns.add(key, held));
        Layout layout = new Layout(columns.build(), Pending.NONE);
        List<Move> open = moves.stream()
                .filter(move -> layout.holders(move.key()).containsAll(List.of(move.from(), move.to())))
                .sorted(Comparator.comparingLong(Move::key))
                .toList();
        return new Layout(layout.columns, new Pending(open, Map.of(), Map.copyOf(rests), Set.of()));
    }

    /** Of what the collectors say that they scrape. */
    public static Layout reported(Collection<CollectorReport> reports) {
        Map<String, long[]> keys = new HashMap<>();
        for (CollectorReport report : reports) {
            keys.put(
                    report.collector(),
                    report.targets().stream().mapToLong(target -> target.key()).toArray());
        }
        return of(keys, List.of());
    }

    /** How many keys are held. */
    public int size() {
        return columns.size();
    }

    /** The key at that place, from 0, in growing order. */
    public long key(int index) {
        return columns.key(index);
    }

    /** Who holds the key at that place; one at least. */
    public List<String> at(int index) {
        return IntStream.range(columns.first(index), columns.end(index))
                .mapToObj(place -> columns.collectors().get(columns.holder(place)))
                .toList();
    }

    /** Who holds that key; empty if nobody does. */
    public List<String> holders(long key) {
        int index = columns.find(key);
        return index < 0 ? List.of() : at(index);
    }

    /** How many keys each collector holds, of those that hold any. */
    public Map<String, Integer> counts() {
        Map<String, Integer> named = new TreeMap<>();
        for (int i = 0; i < columns.collectors().size(); i++) {
            if (columns.count(i) > 0) {
                named.put(columns.collectors().get(i), columns.count(i));
            }
        }
        return named;
    }

    /** Hand-overs under way, sorted by key. */
    public List<Move> moves() {
        return pending.moves();
    }

    /** By key, which moves have failed, and when they may be tried again. */
    public Map<Long, Rest> rests() {
        return pending.rests();
    }

    /** Collectors whose reports hand-overs wait for. */
    public Set<String> awaited() {
        Set<String> awaited = new TreeSet<>(pending.contested());
        for (Move move : pending.moves()) {
            awaited.add(move.from());
            awaited.add(move.to());
        }
        return awaited;
    }

    Columns columns() {
        return columns;
    }

    Pending pending() {
        return pending;
    }
}
