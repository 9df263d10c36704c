package io.promshard.target.assign;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the keys of pools by {@link Strategy.LeastSeries}, on top of what all other pools have placed: each stays where it was; those
 * without a collector go, the heaviest first, to whoever has the least; then a {@link Balancer} moves what it must.
 */
final class LeastSeriesPlacer {

    /** Pools that share collectors are balanced in turns, until none changes anything; a bound in any case. */
    private static final int TURNS = 16;

    private final Placement placement;
    private final History history;
    private final Rebalancing rebalancing;
    private final List<Balanced> pools = new ArrayList<>();
    private final Map<Pool, LeastLoaded> choosers = new HashMap<>();
    private int movesLeft;

    LeastSeriesPlacer(Placement placement, History history, Rebalancing rebalancing) {
        this.placement = placement;
        this.history = history;
        this.rebalancing = rebalancing;
        this.movesLeft = rebalancing.moves();
    }

    void add(Pool pool, double epsilon) {
        LeastLoaded chooser = new LeastLoaded(placement, pool);
        pools.add(new Balanced(pool, epsilon, chooser));
        choosers.put(pool, chooser);
    }

    void place() {
        pools.forEach(this::keep);
        int changes = -1;
        for (int turn = 0; turn < TURNS && changes != 0; turn++) {
            changes = placeOrphans() + pools.stream().mapToInt(this::settle).sum();
        }
    }

    private void keep(Balanced balanced) {
        Pool pool = balanced.pool();
        pool.forEach(key -> {
            for (int rank = 0; rank < history.owners(key) && !placement.isComplete(key); rank++) {
                int owner = history.owner(key, rank);
                if (owner >= 0 && pool.may(owner) && mayStay(key, owner)) {
                    placement.put(key, owner);
                }
            }
        });
    }

    /** A full collector keeps what it has, but no key that alone is too much for it. */
    private boolean mayStay(int key, int owner) {
        return placement.isFree(key, owner, false)
                && placement.keys().series(key) <= placement.fleet().capacity(owner);
    }

    /** Again in each turn: what moves may leave room for a key that found none. Returns how many collectors it gave to keys. */
    private int placeOrphans() {
        HeaviestFirst orphans = new HeaviestFirst(placement.keys(), 16);
        pools.forEach(balanced -> balanced.pool().forEach(key -> {
            if (!placement.isComplete(key)) {
                orphans.add(key);
            }
        }));
        orphans.sort();
        int placed = 0;
        for (int place = 0; place < orphans.size(); place++) {
            placed += place(orphans.key(place));
        }
        return placed;
    }

    private int place(int key) {
        LeastLoaded chooser = requireNonNull(choosers.get(placement.pool(key)));
        int before = placement.held(key);
        placement.fill(key, chooser);
        if (placement.held(key) == 0) {
            placement.refuse(key, chooser.refusal(key));
        }
        return placement.held(key) - before;
    }

    private int settle(Balanced balanced) {
        int parted = new ZoneRepair(placement, balanced.pool(), balanced.chooser()).run();
        int moved = balance(balanced, Balancer.Aim.relief(balanced.epsilon()));
        int filled = rebalancing.fill() ? balance(balanced, Balancer.Aim.fill(balanced.epsilon())) : 0;
        return parted + moved + filled;
    }

    private int balance(Balanced balanced, Balancer.Aim aim) {
        int moved = movesLeft == 0 ? 0 : new Balancer(placement, balanced.pool(), aim).run(movesLeft);
        movesLeft -= moved;
        return moved;
    }

    private record Balanced(Pool pool, double epsilon, LeastLoaded chooser) {}
}
