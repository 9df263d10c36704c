package io.promshard.target.assign;

import io.promshard.target.assign.Strategy.All;
import io.promshard.target.assign.Strategy.Bounded;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;

/**
 * Decides which collectors scrape which key.
 *
 * <p>A pure function: equal requests make equal assignments, in every process. Every key gets as many collectors as its job has
 * replicas, or all if there are fewer, or stands among the unplaced with the reason. What a request asked for and did not get says
 * {@link Remark}.
 */
public final class Assigner {

    private Assigner() {}

    /** A million keys take about a second. The assignment names all collectors of the request, sorted by id. */
    public static Assignment assign(AssignmentRequest request) {
        Fleet fleet = new Fleet(request.collectors(), request.replicaTag());
        Pools pools = new Pools(request.keys(), fleet);
        Placement placement = new Placement(request, fleet, pools);
        History history = new History(request.previous(), request.keys(), fleet);
        LeastSeriesPlacer last = new LeastSeriesPlacer(placement, history, request.rebalancing());
        for (Pool pool : pools.all()) {
            switch (pool.strategy()) {
                case All all -> placeEverywhere(placement, pool);
                case Ring ring -> placeByRing(placement, pool);
                case Bounded bounded -> new BoundedPlacer(placement, pool, history, bounded.factor()).place();
                case LeastSeries least -> last.add(pool, least.epsilon());
            }
        }
        last.place();
        return placement.assignment();
    }

    private static void placeEverywhere(Placement placement, Pool pool) {
        pool.forEach(key -> {
            for (int number : pool.numbers()) {
                if (placement.isFree(key, number, false)) {
                    placement.put(key, number);
                }
            }
        });
    }

    private static void placeByRing(Placement placement, Pool pool) {
        FleetRing ring = new FleetRing(placement.fleet(), pool.collectors());
        pool.forEach(key -> {
            if (!placement.isComplete(key)) {
                int[] owners = ring.owners(placement.keys().key(key), placement.wanted(key), placement.pin(key));
                for (int rank = placement.held(key); rank < owners.length; rank++) {
                    placement.put(key, owners[rank]);
                }
            }
        });
    }
}
