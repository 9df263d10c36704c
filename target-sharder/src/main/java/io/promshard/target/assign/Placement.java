package io.promshard.target.assign;

import java.util.HashMap;
import java.util.Map;

/** An assignment in the making: the owners that each key has so far, and the series that each collector has. */
final class Placement {

    private final KeyTable keys;
    private final Fleet fleet;
    private final Pools pools;

    /** Of each key, where its owners begin; one more at the end. */
    private final int[] starts;

    private final int[] owners;
    private final int[] held;
    private final double[] series;
    private final Pins pins;
    private final Map<Integer, String> refusals = new HashMap<>();

    Placement(AssignmentRequest request, Fleet fleet, Pools pools) {
        this.keys = request.keys();
        this.fleet = fleet;
        this.pools = pools;
        this.series = new double[fleet.size()];
        this.held = new int[keys.size()];
        this.pins = new Pins(request, fleet);
        this.starts = starts();
        this.owners = new int[starts[keys.size()]];
        pins.forEach(this::put);
    }

    private int[] starts() {
        int[] starts = new int[keys.size() + 1];
        for (int key = 0; key < keys.size(); key++) {
            starts[key + 1] = Math.addExact(starts[key], possible(key));
        }
        return starts;
    }

    /** How many collectors the key shall have: as many as there are replicas, if as many may take it. */
    private int possible(int key) {
        Pool pool = pools.of(key);
        int may = pool.collectors().cardinality() + (isPinned(key) && !pool.may(pin(key)) ? 1 : 0);
        return pool.strategy() instanceof Strategy.All
                ? may
                : Math.min(may, keys.job(key).replicas());
    }

    KeyTable keys() {
        return keys;
    }

    Fleet fleet() {
        return fleet;
    }

    boolean isPinned(int key) {
        return pins.of(key) >= 0;
    }

    Pool pool(int key) {
        return pools.of(key);
    }

    /** The collector that an operator chose for the key, or -1; it is the first owner from the beginning. */
    int pin(int key) {
        return pins.of(key);
    }

    int wanted(int key) {
        return starts[key + 1] - starts[key];
    }

    int held(int key) {
        return held[key];
    }

    boolean isComplete(int key) {
        return held[key] == wanted(key);
    }

    int owner(int key, int rank) {
        return owners[starts[key] + rank];
    }

    /** Whether the collector has the key. */
    boolean owns(int key, int collector) {
        for (int rank = 0; rank < held[key]; rank++) {
            if (owner(key, rank) == collector) {
                return true;
            }
        }
        return false;
    }

    /** The rank of the collector among the owners of the key, which it is. */
    int rank(int key, int collector) {
        int rank = 0;
        while (owner(key, rank) != collector) {
            rank++;
        }
        return rank;
    }

    /** Whether an owner of the key, other than the one of that rank, is in the collector's zone. */
    boolean isNear(int key, int collector, int except) {
        for (int rank = 0; rank < held[key]; rank++) {
            if (rank != except && fleet.zone(owner(key, rank)) == fleet.zone(collector)) {
                return true;
            }
        }
        return false;
    }

    /** How many different zones have the key. */
    int zones(int key) {
        int zones = 0;
        for (int rank = 0; rank < held[key]; rank++) {
            int zone = fleet.zone(owner(key, rank));
            int first = 0;
            while (fleet.zone(owner(key, first)) != zone) {
                first++;
            }
            zones += first == rank ? 1 : 0;
        }
        return zones;
    }

    /** Whether the key may be given to the collector besides those that have it: never twice, and on demand never in one zone. */
    boolean isFree(int key, int collector, boolean apart) {
        return held[key] == 0 || !(apart ? isNear(key, collector, -1) : owns(key, collector));
    }

    /** All series that the collector has. */
    double series(int collector) {
        return series[collector];
    }

    void put(int key, int collector) {
        owners[starts[key] + held[key]++] = collector;
        count(key, collector, 1);
    }

    void move(int key, int rank, int collector) {
        count(key, owner(key, rank), -1);
        owners[starts[key] + rank] = collector;
        count(key, collector, 1);
    }

    private void count(int key, int collector, int sign) {
        series[collector] += sign * keys.series(key);
        pools.of(key).took(collector, sign * keys.series(key), sign * keys.targets(key));
    }

    /** Gives the key to whoever the chooser names, until it has as many owners as wanted or nobody takes it. */
    void fill(int key, Chooser chooser) {
        while (!isComplete(key)) {
            int next = chooser.next(key, true);
            int taker = next >= 0 ? next : chooser.next(key, false);
            if (taker < 0) {
                return;
            }
            put(key, taker);
        }
    }

    /** Says why the key has no owner, if it stays so. */
    void refuse(int key, String reason) {
        refusals.put(key, reason);
    }

    /** What has come out; equal reasons share their text. */
    Assignment assignment() {
        Map<String, String> reasons = new HashMap<>();
        AssignmentBuilder builder = new AssignmentBuilder(fleet.ids(), keys.size());
        for (int key = 0; key < keys.size(); key++) {
            if (held[key] > 0) {
                builder.add(keys.key(key), owners, starts[key], held[key]);
            } else {
                builder.addUnplaced(keys.key(key), reasons.computeIfAbsent(reason(key), same -> same));
            }
        }
        return builder.build();
    }

    private String reason(int key) {
        String refusal = refusals.get(key);
        return refusal == null ? pools.reason(key) : refusal;
    }
}
