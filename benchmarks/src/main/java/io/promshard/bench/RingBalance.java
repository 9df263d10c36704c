package io.promshard.bench;

import io.promshard.shard.ring.HashRing;
import io.promshard.shard.ring.RingNode;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/** How evenly rings of one size share the keys, and what moves when a member leaves or joins. Sums up many sets of members. */
public final class RingBalance {

    private static final int SETS = 20;
    private static final int KEYS = 20_000_000;
    private static final int MOVING_KEYS = 1_000_000;

    private final DoubleSummaryStatistics most = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics least = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics left = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics joined = new DoubleSummaryStatistics();
    private long strays;

    private RingBalance() {}

    /** Prints a table in Markdown. */
    public static void main(String[] args) {
        System.out.println("| members | max/mean, worst | min/mean, worst | moved: leave, join | strays |");
        System.out.println("|---|---|---|---|---|");
        for (int members : new int[] {3, 10, 100, 1000}) {
            RingBalance balance = new RingBalance();
            for (int set = 0; set < SETS; set++) {
                HashRing ring = HashRing.of(Rings.members(set, members));
                balance.weigh(ring);
                balance.leave(ring, set % members);
                balance.join(ring, Rings.members(SETS + set, 1).getFirst());
            }
            System.out.println(balance.row(members));
        }
    }

    private void weigh(HashRing ring) {
        int members = ring.nodes().size();
        long[] load = RandomKeys.count(KEYS, members, (counts, key) -> counts[ring.owner(key)]++);
        LongSummaryStatistics shares = LongStream.of(load).summaryStatistics();
        most.accept(shares.getMax() / shares.getAverage());
        least.accept(shares.getMin() / shares.getAverage());
    }

    private void leave(HashRing ring, int leaver) {
        List<RingNode> members = ring.nodes();
        left.accept(moved(ring, Rings.without(ring, leaver), members.get(leaver)));
    }

    private void join(HashRing ring, RingNode joiner) {
        joined.accept(moved(Rings.with(ring, joiner), ring, joiner));
    }

    /** The share of keys that move between a ring and the same without one member, whichever was first. */
    private double moved(HashRing ring, HashRing smaller, RingNode member) {
        long[] moves = RandomKeys.count(MOVING_KEYS, 2, (counts, key) -> {
            RingNode owner = ring.nodes().get(ring.owner(key));
            if (!owner.equals(smaller.nodes().get(smaller.owner(key)))) {
                counts[owner.equals(member) ? 0 : 1]++;
            }
        });
        strays += moves[1];
        return (moves[0] + moves[1]) / (double) MOVING_KEYS;
    }

    private String row(int members) {
        return "| %d | %.3f, %.3f | %.3f, %.3f | %.3f %%, %.3f %% | %d |"
                .formatted(
                        members,
                        most.getAverage(),
                        most.getMax(),
                        least.getAverage(),
                        least.getMin(),
                        100 * left.getAverage(),
                        100 * joined.getAverage(),
                        strays);
    }
}
