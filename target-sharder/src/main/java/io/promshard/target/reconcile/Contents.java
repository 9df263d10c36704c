package io.promshard.target.reconcile;

import io.promshard.target.handover.Layout;
import io.promshard.target.handover.Move;
import io.promshard.target.handover.Rest;
import io.promshard.target.leadership.snapshot.GroupContent;
import io.promshard.target.leadership.snapshot.GroupContent.Drain;
import io.promshard.target.leadership.snapshot.GroupContent.FailedMove;
import io.promshard.target.leadership.snapshot.GroupContent.OpenMove;
import io.promshard.target.leadership.snapshot.GroupContent.Pin;
import io.promshard.target.load.Load;
import io.promshard.target.load.LoadBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Between a group at work and what is written down of it. */
final class Contents {

    private Contents() {}

    /** What a successor needs. */
    static GroupContent of(String group, GroupState state, Orders orders, LoadBook loads) {
        Layout layout = state.layout();
        List<String> collectors = List.copyOf(new TreeSet<>(layout.counts().keySet()));
        Map<String, Integer> places = new HashMap<>();
        collectors.forEach(collector -> places.put(collector, places.size()));
        long[] keys = new long[layout.size()];
        int[] starts = new int[layout.size() + 1];
        int[] holders =
                new int[layout.counts().values().stream().mapToInt(n -> n).sum()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = layout.key(i);
            starts[i + 1] = starts[i];
            for (String holder : layout.at(i)) {
                holders[starts[i + 1]++] = places.getOrDefault(holder, 0);
            }
        }
        return new GroupContent(
                group,
                state.edition().version().generation(),
                collectors,
                keys,
                starts,
                holders,
                series(keys, loads),
                orders.pins().entrySet().stream()
                        .map(pin -> new Pin(pin.getKey(), pin.getValue()))
                        .toList(),
                orders.drains().stream()
                        .map(collector -> new Drain(collector, Instant.EPOCH, Instant.EPOCH))
                        .toList(),
                layout.moves().stream().map(move -> open(move, places)).toList(),
                layout.rests().entrySet().stream()
                        .map(rest -> failed(rest.getKey(), rest.getValue()))
                        .toList());
    }

    static Layout layout(GroupContent content) {
        Map<String, long[]> keys = new HashMap<>();
        for (int collector = 0; collector < content.collectors().size(); collector++) {
            keys.put(content.collectors().get(collector), keysOf(content, collector));
        }
        List<Move> moves = content.moves().stream()
                .map(move -> move(move, content.collectors()))
                .toList();
        Map<Long, Rest> rests = content.failures().stream()
                .collect(Collectors.toMap(
                        FailedMove::key, failed -> new Rest(failed.to(), failed.times(), failed.until()), (a, b) -> b));
        return Layout.of(keys, moves, rests);
    }

    static Orders orders(GroupContent content) {
        return Orders.of(
                content.drains().stream().map(Drain::collector).toList(),
                content.pins().stream().collect(Collectors.toMap(Pin::key, Pin::collector, (a, b) -> b)));
    }

    /** As if measured then. */
    static LoadBook loads(GroupContent content, Instant then) {
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < content.keys().length; i++) {
            if (content.series()[i] >= 0) {
                loads.add(new Load(content.keys()[i], 1, content.series()[i], Double.NaN, Double.NaN, then));
            }
        }
        return LoadBook.of(loads);
    }

    private static long[] keysOf(GroupContent content, int collector) {
        LongStream.Builder keys = LongStream.builder();
        for (int i = 0; i < content.keys().length; i++) {
            for (int at = content.starts()[i]; at < content.starts()[i + 1]; at++) {
                if (content.holders()[at] == collector) {
                    keys.add(content.keys()[i]);
                }
            }
        }
        return keys.build().toArray();
    }

    private static int[] series(long[] keys, LoadBook loads) {
        int[] series = new int[keys.length];
        Arrays.fill(series, -1);
        for (Load load : loads.loads()) {
            int at = Arrays.binarySearch(keys, load.key());
            if (at >= 0) {
                series[at] = (int) Math.min(Integer.MAX_VALUE, Math.round(load.last()));
            }
        }
        return series;
    }

    private static FailedMove failed(long key, Rest rest) {
        return new FailedMove(key, rest.to(), rest.times(), rest.until());
    }

    private static OpenMove open(Move move, Map<String, Integer> places) {
        return new OpenMove(
                move.key(),
                places.getOrDefault(move.from(), 0),
                places.getOrDefault(move.to(), 0),
                move.written(),
                move.reason().name());
    }

    private static Move move(OpenMove move, List<String> collectors) {
        return new Move(
                move.key(),
                "",
                collectors.get(move.from()),
                collectors.get(move.to()),
                reason(move.reason()),
                move.since(),
                Optional.empty());
    }

    private static Move.Reason reason(String name) {
        return Arrays.stream(Move.Reason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(Move.Reason.REBALANCED);
    }
}
