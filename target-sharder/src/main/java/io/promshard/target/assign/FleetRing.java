package io.promshard.target.assign;

import io.promshard.shard.ring.HashRing;
import io.promshard.shard.ring.RingNode;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** A ring over some collectors of a fleet, which names them by their numbers in the fleet. */
final class FleetRing {

    /** How many more owners than wanted are looked at before all are. */
    private static final int SPARE = 4;

    private final Fleet fleet;
    private final HashRing ring;

    /** Of each node of the ring: both are sorted by id. */
    private final int[] numbers;

    private final int zones;

    FleetRing(Fleet fleet, BitSet collectors) {
        int shift = shift(fleet, collectors);
        this.fleet = fleet;
        this.numbers = collectors.stream().toArray();
        this.zones = fleet.zones(collectors);
        this.ring = HashRing.of(collectors.stream()
                .mapToObj(number -> node(fleet, number, shift))
                .toList());
    }

    /** Weights are halved, all at once, until a ring can hold their sum. */
    private static int shift(Fleet fleet, BitSet collectors) {
        for (int shift = 0; ; shift++) {
            int halvings = shift;
            long total = collectors.stream()
                    .mapToLong(number -> node(fleet, number, halvings).weight())
                    .sum();
            if (total <= HashRing.MAX_TOTAL_WEIGHT) {
                return shift;
            }
        }
    }

    private static RingNode node(Fleet fleet, int number, int shift) {
        return new RingNode(fleet.ids().get(number), Math.max(1, fleet.weight(number) >> shift));
    }

    /** The first owner of a key that is accepted, or -1. */
    int first(long key, IntPredicate accepted) {
        int node = ring.owner(key, candidate -> accepted.test(numbers[candidate]));
        return node < 0 ? -1 : numbers[node];
    }

    /**
     * The owners of a key: in the ring's order, but one of another zone before any of a zone that is taken.
     *
     * @param wanted how many; fewer only if there are fewer collectors
     * @param pinned the first one, whoever is the ring's, or -1
     */
    int[] owners(long key, int wanted, int pinned) {
        if (wanted == 1) {
            return new int[] {pinned < 0 ? numbers[ring.owner(key)] : pinned};
        }
        Choice few = new Choice(wanted, pinned).from(ring.owners(key, wanted + SPARE));
        return pinned < 0 && few.apart()
                ? few.chosen
                : new Choice(wanted, pinned).from(ring.owners(key, numbers.length)).chosen;
    }

    /** Owners chosen so far. */
    private final class Choice {
        private final int[] chosen;
        private final BitSet takenZones = new BitSet();
        private final BitSet taken = new BitSet();
        private int count;

        Choice(int wanted, int pinned) {
            chosen = new int[wanted];
            if (pinned >= 0) {
                take(pinned);
            }
        }

        Choice from(int[] nodes) {
            takeAll(nodes, number -> !takenZones.get(fleet.zone(number)));
            takeAll(nodes, number -> !taken.get(number));
            return this;
        }

        private void takeAll(int[] nodes, IntPredicate accepted) {
            for (int i = 0; i < nodes.length && count < chosen.length; i++) {
                if (accepted.test(numbers[nodes[i]])) {
                    take(numbers[nodes[i]]);
                }
            }
        }

        private void take(int number) {
            chosen[count++] = number;
            taken.set(number);
            takenZones.set(fleet.zone(number));
        }

        /** Whether looking at more owners would change nothing. */
        boolean apart() {
            return count == chosen.length && takenZones.cardinality() >= Math.min(chosen.length, zones);
        }
    }
}
