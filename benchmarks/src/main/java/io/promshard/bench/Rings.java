package io.promshard.bench;

import io.promshard.shard.ring.HashRing;
import io.promshard.shard.ring.RingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Members and rings to measure, the same in each run. */
final class Rings {

    private Rings() {}

    /** Members as a fleet has them: addresses that follow one another. Sets of different numbers share none. */
    static List<RingNode> members(int set, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new RingNode("10." + set + "." + i / 250 + "." + (i % 250 + 1) + ":9091"))
                .toList();
    }

    static HashRing without(HashRing ring, int node) {
        List<RingNode> rest = new ArrayList<>(ring.nodes());
        rest.remove(node);
        return HashRing.of(rest);
    }

    static HashRing with(HashRing ring, RingNode member) {
        List<RingNode> all = new ArrayList<>(ring.nodes());
        all.add(member);
        return HashRing.of(all);
    }
}
