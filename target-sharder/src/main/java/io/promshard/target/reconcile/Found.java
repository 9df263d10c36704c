package io.promshard.target.reconcile;

import io.promshard.target.assign.Assignment;
import io.promshard.target.assign.AssignmentBuilder;
import io.promshard.target.handover.Layout;
import io.promshard.target.handover.Move;
import io.promshard.target.report.Reports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Makes assignments of what was found rather than decided. */
final class Found {

    private Found() {}

    /** Which collector scrapes which key by its own account. */
    static Assignment reported(Reports reports) {
        return held(Layout.reported(reports.latest().values()));
    }

    /** Who has each key of a layout, moves in progress included. */
    static Assignment held(Layout layout) {
        return assignment(layout, Map.of());
    }

    /** Who shall have each key of a layout when the moves in it are done. */
    static Assignment settled(Layout layout) {
        Map<Long, Move> moves = new HashMap<>();
        layout.moves().forEach(move -> moves.put(move.key(), move));
        return assignment(layout, moves);
    }

    /** What was decided, and who shall have those keys of a layout on which nothing was; the very decision if there are none. */
    static Assignment completed(Assignment decided, Layout layout) {
        return hasOthers(layout, decided) ? merged(decided, settled(layout)) : decided;
    }

    private static boolean hasOthers(Layout layout, Assignment decided) {
        int at = 0;
        for (int i = 0; i < layout.size(); i++) {
            while (at < decided.size() && decided.key(at) < layout.key(i)) {
                at++;
            }
            if (at == decided.size() || decided.key(at) != layout.key(i)) {
                return true;
            }
        }
        return false;
    }

    /** Of a key that both know what the first one says. */
    private static Assignment merged(Assignment decided, Assignment held) {
        TreeSet<String> names = new TreeSet<>(decided.collectors());
        names.addAll(held.collectors());
        List<String> collectors = List.copyOf(names);
        Map<String, Integer> places = places(collectors);
        AssignmentBuilder builder = new AssignmentBuilder(collectors, decided.size() + held.size());
        int i = 0;
        for (int j = 0; j < held.size(); j++) {
            for (; i < decided.size() && decided.key(i) < held.key(j); i++) {
                add(builder, decided.key(i), decided.at(i), places);
            }
            if (i == decided.size() || decided.key(i) != held.key(j)) {
                add(builder, held.key(j), held.at(j), places);
            }
        }
        for (; i < decided.size(); i++) {
            add(builder, decided.key(i), decided.at(i), places);
        }
        return builder.build();
    }

    private static void add(AssignmentBuilder builder, long key, List<String> names, Map<String, Integer> places) {
        int[] owners = names.stream().mapToInt(places::get).toArray();
        builder.add(key, owners, 0, owners.length);
    }

    private static Map<String, Integer> places(List<String> collectors) {
        Map<String, Integer> places = new HashMap<>();
        collectors.forEach(collector -> places.put(collector, places.size()));
        return places;
    }

    /** The keys of each collector. */
    static Map<String, long[]> keys(Assignment held) {
        Map<String, LongStream.Builder> keys = new HashMap<>();
        for (int i = 0; i < held.size(); i++) {
            for (String collector : held.at(i)) {
                keys.computeIfAbsent(collector, id -> LongStream.builder()).add(held.key(i));
            }
        }
        Map<String, long[]> arrays = new HashMap<>();
        keys.forEach(
                (collector, builder) -> arrays.put(collector, builder.build().toArray()));
        return arrays;
    }

    private static Assignment assignment(Layout layout, Map<Long, Move> moves) {
        List<String> collectors = List.copyOf(new TreeSet<>(layout.counts().keySet()));
        Map<String, Integer> places = places(collectors);
        AssignmentBuilder builder = new AssignmentBuilder(collectors, layout.size());
        for (int i = 0; i < layout.size(); i++) {
            List<String> holders = new ArrayList<>(layout.at(i));
            Move move = moves.get(layout.key(i));
            if (move != null) {
                holders.remove(move.from());
            }
            add(builder, layout.key(i), holders, places);
        }
        return builder.build();
    }
}
