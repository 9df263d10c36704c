package io.promshard.target.assign;

/**
 * Parts owners of a key that share a zone, where a collector of another zone takes it. So replicas that had to begin side by side do
 * not stay there.
 */
final class ZoneRepair {

    private final Placement placement;
    private final Pool pool;
    private final Chooser chooser;
    private final int zones;

    ZoneRepair(Placement placement, Pool pool, Chooser chooser) {
        this.placement = placement;
        this.pool = pool;
        this.chooser = chooser;
        this.zones = placement.fleet().zones(pool.collectors());
    }

    /** Goes on until there is nothing left to part; returns how many owners it changed. */
    int run() {
        int before = -1;
        int repaired = 0;
        while (zones > 1 && before < repaired) {
            before = repaired;
            repaired += pass();
        }
        return repaired;
    }

    private int pass() {
        int[] repaired = new int[1];
        pool.forEach(key -> repaired[0] += repair(key));
        return repaired[0];
    }

    /** A pin is of rank 0, and stays. */
    private int repair(int key) {
        for (int rank = 1; rank < placement.held(key) && placement.zones(key) < zones; rank++) {
            if (placement.isNear(key, placement.owner(key, rank), rank)) {
                int other = chooser.next(key, true);
                if (other < 0) {
                    return 0;
                }
                placement.move(key, rank, other);
                return 1;
            }
        }
        return 0;
    }
}
