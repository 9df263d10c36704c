package io.promshard.target.assign;

import io.promshard.target.assign.Strategy.Affinity;
import io.promshard.target.assign.Strategy.All;
import io.promshard.target.assign.Strategy.Bounded;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What an assignment changes against the one before it, and why. Of keys that both know: new keys and keys that are gone do not move.
 */
public final class Difference {

    /** Why a key moves; the first that applies. */
    public enum Reason {
        /** A collector that had the key may take no targets any more. */
        COLLECTOR_LEFT,
        /** An operator chose the collector that gets the key. */
        PIN,
        /** A collector that gets the key was not there before. */
        COLLECTOR_JOINED,
        /** A collector had too much: only with strategies that look at how much collectors have. */
        LOAD,
        /** Settings changed: the strategy, weights, tags, replicas, or a pin is gone; or the target's label that decides. */
        SETTINGS
    }

    /**
     * A key that moves.
     *
     * @param from who loses it; nobody, if it only gets more collectors
     * @param to who gets it; nobody, if it only loses some
     */
    public record Move(long key, List<String> from, List<String> to, Reason reason) {}

    private final AssignmentRequest request;
    private final Assignment after;
    private final History history;
    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    private int[] moved = new int[16];
    private int size;
    private int known;
    private long targets;
    private double series;

    private Difference(AssignmentRequest request, Assignment after) {
        this.request = request;
        this.after = after;
        this.history =
                new History(request.previous(), request.keys(), new Fleet(request.collectors(), request.replicaTag()));
    }

    /**
     * Compares what a request led to with what it says was before.
     *
     * @param after what {@link Assigner} made of the request
     */
    public static Difference of(AssignmentRequest request, Assignment after) {
        Difference difference = new Difference(request, after);
        for (int key = 0; key < after.size(); key++) {
            if (difference.history.owners(key) > 0 && after.owners(key) > 0) {
                difference.known++;
                if (!difference.stays(key)) {
                    difference.add(key);
                }
            }
        }
        return difference;
    }

    private boolean stays(int key) {
        boolean stays = history.owners(key) == after.owners(key);
        for (int rank = 0; rank < after.owners(key) && stays; rank++) {
            stays = history.owned(key, after.owner(key, rank));
        }
        return stays;
    }

    private void add(int key) {
        if (size == moved.length) {
            moved = Arrays.copyOf(moved, 2 * size);
        }
        moved[size++] = key;
        targets += request.keys().targets(key);
        series += request.keys().series(key);
        counts.merge(reason(key), 1, Integer::sum);
    }

    private Reason reason(int key) {
        if (anyLeft(key)) {
            return Reason.COLLECTOR_LEFT;
        }
        String pin = request.pins().get(after.key(key));
        int[] gained = gained(key);
        if (pin != null && IntStream.of(gained).anyMatch(number -> pin.equals(name(number)))) {
            return Reason.PIN;
        }
        if (IntStream.of(gained).anyMatch(history::joined)) {
            return Reason.COLLECTOR_JOINED;
        }
        return looksAtLoad(request.keys().job(key).strategy()) ? Reason.LOAD : Reason.SETTINGS;
    }

    private boolean anyLeft(int key) {
        return history.owned(key, -1);
    }

    private int[] gained(int key) {
        return IntStream.range(0, after.owners(key))
                .map(rank -> after.owner(key, rank))
                .filter(number -> !history.owned(key, number))
                .toArray();
    }

    private String name(int number) {
        return after.collectors().get(number);
    }

    private static boolean looksAtLoad(Strategy strategy) {
        return switch (strategy) {
            case Ring ring -> false;
            case All all -> false;
            case Bounded bounded -> true;
            case LeastSeries least -> true;
            case Affinity affinity -> looksAtLoad(affinity.within());
        };
    }

    /** How many keys move. */
    public int size() {
        return size;
    }

    /** The move at that place, from 0, in the order of keys. */
    public Move move(int index) {
        int key = moved[index];
        List<String> before = history.names(key);
        List<String> to = IntStream.of(gained(key)).mapToObj(this::name).toList();
        List<String> from = before.stream()
                .filter(collector -> !after.at(key).contains(collector))
                .toList();
        return new Move(after.key(key), from, to, reason(key));
    }

    /** How many keys move for each reason; reasons of none are left out. */
    public Map<Reason, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** The share of keys that move, 0 to 1, among those that had a collector before and have one now. */
    public double share() {
        return known == 0 ? 0 : (double) size / known;
    }

    /** How many targets the keys that move have. */
    public long targets() {
        return targets;
    }

    /** How many series the keys that move have. */
    public double series() {
        return series;
    }
}
