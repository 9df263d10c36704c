package io.promshard.pgw.ledger;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweeps that are remembered, by all routers. Facts are only added, so they may arrive in any order, and twice. Readers never wait.
 *
 * <p>What a group costs to be looked up grows with the sweeps that are younger than its last push, so there are few: those that another one
 * covers are forgotten, and of too many the oldest.
 */
final class Sweeps {

    private static final int MOST = 64;

    private static final Logger log = LoggerFactory.getLogger(Sweeps.class);

    private final Board board;
    private final Duration keep;
    private final Surroundings surroundings;
    private final Set<String> read = new HashSet<>();
    private volatile Map<String, Sweep> sweeps = Map.of();

    Sweeps(Board board, Duration keep, Surroundings surroundings) {
        this.board = board;
        this.keep = keep;
        this.surroundings = surroundings;
    }

    void start() {
        board.subscribe(this::readNew);
    }

    int count() {
        return sweeps.size();
    }

    /** In force here once it is on the board. */
    void add(Sweep sweep) throws BoardException, InterruptedException {
        String name = Long.toHexString(surroundings.random().nextLong());
        board.write(new Note(Topic.SWEEP, name), sweep.write());
        add(name, sweep);
    }

    /** Up to when pushes of the group were swept away, {@link Double#NEGATIVE_INFINITY} if that is before the time that matters. */
    double sweptUpTo(GroupingKey key, double since) {
        double latest = Double.NEGATIVE_INFINITY;
        for (Sweep sweep : sweeps.values()) {
            if (sweep.before() >= since
                    && sweep.before() > latest
                    && sweep.selection().matches(key)) {
                latest = sweep.before();
            }
        }
        return latest;
    }

    private synchronized void readNew() {
        for (String name : board.names(Topic.SWEEP)) {
            if (!read.contains(name)) {
                Sweep.read(board.read(new Note(Topic.SWEEP, name))).ifPresent(sweep -> add(name, sweep));
                read.add(name);
            }
        }
    }

    private synchronized void add(String name, Sweep sweep) {
        read.add(name);
        Map<String, Sweep> next = new HashMap<>(sweeps);
        next.put(name, sweep);
        dropOld(next);
        next.entrySet().removeIf(one -> isCovered(one.getKey(), one.getValue(), next));
        dropSurplus(next);
        sweeps = Map.copyOf(next);
    }

    /** Of two that cover each other the one of the greater name stays. */
    private static boolean isCovered(String name, Sweep sweep, Map<String, Sweep> all) {
        return all.entrySet().stream()
                .filter(other ->
                        !other.getKey().equals(name) && other.getValue().covers(sweep))
                .anyMatch(other -> !sweep.covers(other.getValue()) || name.compareTo(other.getKey()) < 0);
    }

    private void dropOld(Map<String, Sweep> from) {
        double oldest = surroundings.clock().millis() / 1_000.0 - keep.toSeconds();
        from.values().removeIf(sweep -> sweep.at() < oldest);
    }

    private static void dropSurplus(Map<String, Sweep> from) {
        List<Map.Entry<String, Sweep>> byAge = new ArrayList<>(from.entrySet());
        byAge.sort(Comparator.comparingDouble(entry -> entry.getValue().at()));
        for (Map.Entry<String, Sweep> oldest : byAge.subList(0, Math.max(0, byAge.size() - MOST))) {
            log.warn(
                    "more than {} deletions by selector are remembered, the oldest is forgotten: {}",
                    MOST,
                    oldest.getValue().selection());
            from.remove(oldest.getKey());
        }
    }

    /** Takes from the board what is remembered no more; for the leader, now and then. */
    void tidy() throws BoardException, InterruptedException {
        List<Note> gone = new ArrayList<>();
        synchronized (this) {
            Map<String, Sweep> next = new HashMap<>(sweeps);
            dropOld(next);
            sweeps = Map.copyOf(next);
            Set<String> there = board.names(Topic.SWEEP);
            read.stream()
                    .filter(name -> there.contains(name) && !next.containsKey(name))
                    .forEach(name -> gone.add(new Note(Topic.SWEEP, name)));
        }
        board.remove(gone);
    }
}
