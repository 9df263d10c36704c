package io.promshard.pgw.ledger;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.ledger.Entry.Deleted;
import io.promshard.pgw.ledger.Entry.Moved;
import io.promshard.shard.loop.Backoff;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which groups were deleted, and when the originals of moved copies were pushed. In memory at once, on the board soon after; what other
 * routers wrote there is known here too. Facts are only added, so they may arrive in any order, and twice.
 *
 * <p>Thread-safe. One thread, {@code ledger}, writes to the board.
 */
public final class Ledger implements AutoCloseable {

    private static final int MOST_IN_A_NOTE = Board.LARGEST / Entry.SIZE;

    /** Facts that come close together are written together. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Ledger.class);

    private final Board board;
    private final LedgerLimits limits;
    private final Surroundings surroundings;
    private final Backoff backoff;
    private final Loop loop;
    private final Sweeps sweeps;
    private final Map<GroupId, Deleted> deleted = new ConcurrentHashMap<>();
    private final Map<MovedCopy, Moved> moved = new ConcurrentHashMap<>();
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Entry> unwritten = new LinkedBlockingQueue<>();
    private int failures;

    public Ledger(Board board, LedgerLimits limits, Surroundings surroundings) {
        this.board = board;
        this.limits = limits;
        this.surroundings = surroundings;
        this.backoff = new Backoff(surroundings.random());
        this.loop = new Loop("ledger", surroundings);
        this.sweeps = new Sweeps(board, limits.keep(), surroundings);
    }

    /** Begins to read what is on the board, and to write there. */
    public void start() {
        board.subscribe(this::readNew);
        sweeps.start();
        loop.start(this::writeSome, reason -> {});
    }

    /** A client deleted a group. */
    public void deleted(GroupId group, double at) {
        note(new Deleted(group, at));
    }

    /** All groups of a selection were deleted. Known here and on the board when it returns, or nowhere. */
    public void swept(Sweep sweep) throws BoardException, InterruptedException {
        sweeps.add(sweep);
    }

    /** A group was moved. */
    public void moved(GroupId group, double stamp, double pushedAt) {
        note(new Moved(group, stamp, pushedAt));
    }

    /**
     * When the group was last deleted, by itself or with a selection, as far as that is remembered; {@link Double#NEGATIVE_INFINITY} if it was
     * not.
     *
     * @param since deletions before that do not matter, and may be left out: the push of its oldest copy, in seconds since 1970
     */
    public double deletedAt(GroupingKey group, double since) {
        double swept = sweeps.sweptUpTo(group, since);
        Deleted known = deleted.isEmpty() ? null : deleted.get(GroupId.of(group));
        return known == null ? swept : Math.max(swept, known.since());
    }

    /** When a client pushed what a copy has: of a moved one, its original. */
    public double pushedAt(GroupId group, double stamp) {
        Moved known = moved.get(new MovedCopy(group, stamp));
        return known == null ? stamp : known.pushedAt();
    }

    /** How many deletions of single groups are remembered. */
    public int deletions() {
        return deleted.size();
    }

    /** How many deletions of all groups of a selection are. */
    public int sweeps() {
        return sweeps.count();
    }

    /** How many moves are. */
    public int moves() {
        return moved.size();
    }

    private void note(Entry entry) {
        add(entry);
        boolean unused = unwritten.offer(entry);
    }

    private void add(Entry entry) {
        switch (entry) {
            case Deleted fact -> deleted.merge(fact.group(), fact, (a, b) -> a.since() >= b.since() ? a : b);
            case Moved fact -> moved.put(new MovedCopy(fact.group(), fact.since()), fact);
        }
        if (deleted.size() > limits.most() * 9L / 8) {
            dropOldest();
        }
    }

    private synchronized void dropOldest() {
        int surplus = deleted.size() - limits.most();
        if (surplus > 0) {
            log.warn(
                    "more than {} groups were deleted lately, the oldest {} deletions are forgotten",
                    limits.most(),
                    surplus);
            deleted.values().stream()
                    .sorted(Comparator.comparingDouble(Deleted::since))
                    .limit(surplus)
                    .toList()
                    .forEach(fact -> deleted.remove(fact.group(), fact));
        }
    }

    private void readNew() {
        for (String name : board.names(Topic.LEDGER)) {
            if (read.add(name)) {
                Entry.read(board.read(new Note(Topic.LEDGER, name))).forEach(this::add);
            }
        }
    }

    private void writeSome() throws InterruptedException {
        List<Entry> entries = new ArrayList<>();
        entries.add(unwritten.take());
        unwritten.drainTo(entries, MOST_IN_A_NOTE - 1);
        try {
            write(entries);
            failures = 0;
            surroundings.sleeper().sleep(PACE);
        } catch (BoardException e) {
            unwritten.addAll(entries);
            failures++;
            if (failures == 1) {
                log.warn("deletions and moves cannot be noted on the board, it is tried again: {}", e.getMessage());
            }
            surroundings.sleeper().sleep(backoff.after(failures));
        }
    }

    private String write(List<Entry> entries) throws BoardException, InterruptedException {
        String name = Long.toHexString(surroundings.random().nextLong())
                + Long.toHexString(surroundings.random().nextLong());
        read.add(name);
        board.write(new Note(Topic.LEDGER, name), Entry.write(entries));
        return name;
    }

    /**
     * Forgets what is old, and brings what is left on the board into few notes; for the leader, now and then. Writes before it removes, so
     * a fact is on the board at any moment.
     *
     * @param present all copies that there are: a move is forgotten when its copy is gone, and old
     */
    public void tidy(Set<MovedCopy> present) throws BoardException, InterruptedException {
        double oldest = surroundings.clock().millis() / 1_000.0 - limits.keep().toSeconds();
        deleted.values().removeIf(fact -> fact.since() < oldest);
        moved.keySet().removeIf(copy -> copy.stamp() < oldest && !present.contains(copy));
        List<Note> old = board.names(Topic.LEDGER).stream()
                .map(name -> new Note(Topic.LEDGER, name))
                .toList();
        if (old.size() >= limits.notes()) {
            List<Entry> left = new ArrayList<>(deleted.values());
            left.addAll(moved.values());
            for (int at = 0; at < left.size(); at += MOST_IN_A_NOTE) {
                write(left.subList(at, Math.min(left.size(), at + MOST_IN_A_NOTE)));
            }
            board.remove(old);
        }
        sweeps.tidy();
    }

    @Override
    public void close() {
        loop.close();
    }
}
