package io.promshard.target.assign;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What held before, in the places and numbers of today. */
final class History {

    private final Assignment previous;

    /** Of each collector of then its number today, or -1. */
    private final int[] numbers;

    /** Of each key of today its place then, or -1. */
    private final int[] places;

    private final BitSet joined;

    History(Assignment previous, KeyTable keys, Fleet fleet) {
        this.previous = previous;
        this.numbers = previous.collectors().stream().mapToInt(fleet::number).toArray();
        this.places = places(previous, keys);
        this.joined = joined(previous, fleet);
    }

    private static int[] places(Assignment previous, KeyTable keys) {
        int[] places = new int[keys.size()];
        int then = 0;
        for (int key = 0; key < places.length; key++) {
            while (then < previous.size() && previous.key(then) < keys.key(key)) {
                then++;
            }
            places[key] = then < previous.size() && previous.key(then) == keys.key(key) ? then : -1;
        }
        return places;
    }

    private static BitSet joined(Assignment previous, Fleet fleet) {
        Set<String> known = new HashSet<>(previous.collectors());
        BitSet joined = new BitSet(fleet.size());
        for (int number = 0; number < fleet.size(); number++) {
            joined.set(number, !known.contains(fleet.ids().get(number)));
        }
        return joined;
    }

    /** Whether the collector was not there before. */
    boolean joined(int collector) {
        return joined.get(collector);
    }

    /** How many owners the key had. */
    int owners(int key) {
        return places[key] < 0 ? 0 : previous.owners(places[key]);
    }

    /** An owner that the key had, or -1 if that collector may take no targets now. */
    int owner(int key, int rank) {
        return numbers[previous.owner(places[key], rank)];
    }

    /** The owners that the key had, those that may take no targets now among them. */
    List<String> names(int key) {
        return previous.at(places[key]);
    }

    /** Whether the key was with that collector; with -1, whether with one that may take no targets now. */
    boolean owned(int key, int collector) {
        for (int rank = 0; rank < owners(key); rank++) {
            if (owner(key, rank) == collector) {
                return true;
            }
        }
        return false;
    }
}
