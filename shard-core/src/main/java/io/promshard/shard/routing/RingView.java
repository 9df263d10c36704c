package io.promshard.shard.routing;

import io.promshard.shard.membership.Member;
import io.promshard.shard.ring.HashRing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ring, its members and who of them is live, at one moment. Immutable: a request takes one and keeps to it.
 *
 * <p>Every member of the catalogue is on the ring, whatever its health. Those that are not live are skipped, which routes each key
 * exactly as a ring without them would. So health never rebuilds a ring, and a member that recovers gets just its own keys back.
 *
 * <p>If most of the members that the source calls usable are suspect at once, the fault is more likely ours than theirs. Then the
 * view is in doubt: forwarding tries the suspects in their order, so that no key changes its owner for a fault of our own.
 *
 * <p>Members that are {@link Withheld} are skipped too. One that is drained is as good as not there; one in quarantine is well, so it
 * is no reason for doubt.
 */
public final class RingView {

    private final HashRing ring;
    private final List<Member> members;
    private final Withheld withheld;
    private final long epoch;
    private final boolean known;
    private final boolean inDoubt;
    private final BitSet live;
    private final BitSet tryable;

    private RingView(
            HashRing ring, List<Member> members, BitSet suspect, Withheld withheld, long epoch, boolean known) {
        BitSet usable = nodesWhere(
                members,
                member -> member.health().usable() && !withheld.drained().contains(member.id()));
        BitSet well = without(usable, suspect);
        BitSet quarantined =
                nodesWhere(members, member -> withheld.quarantined().contains(member.id()));
        this.ring = ring;
        this.members = List.copyOf(members);
        this.withheld = withheld;
        this.epoch = epoch;
        this.known = known;
        this.live = without(well, quarantined);
        this.inDoubt = well.cardinality() * 2 < usable.cardinality();
        this.tryable = inDoubt ? without(usable, without(quarantined, suspect)) : live;
    }

    /** Before the source has spoken. */
    static RingView unknown() {
        return new RingView(HashRing.of(List.of()), List.of(), new BitSet(), Withheld.NONE, 0, false);
    }

    /** The members must be those of the ring, in its order. */
    static RingView of(HashRing ring, List<Member> members, Predicate<Member> suspect, Withheld withheld, long epoch) {
        return new RingView(ring, members, nodesWhere(members, suspect), withheld, epoch, true);
    }

    private static BitSet without(BitSet nodes, BitSet others) {
        BitSet left = (BitSet) nodes.clone();
        left.andNot(others);
        return left;
    }

    private static BitSet nodesWhere(List<Member> members, Predicate<Member> condition) {
        BitSet nodes = new BitSet(members.size());
        for (int node = 0; node < members.size(); node++) {
            nodes.set(node, condition.test(members.get(node)));
        }
        return nodes;
    }

    /** Grows by one with each change of the ring's nodes or weights; health leaves it alone. */
    public long epoch() {
        return epoch;
    }

    /** Whether the source has ever said who the members are. */
    public boolean known() {
        return known;
    }

    /** Whether most usable members are suspect. */
    public boolean inDoubt() {
        return inDoubt;
    }

    public HashRing ring() {
        return ring;
    }

    /** Who is skipped by a decision of ours. */
    public Withheld withheld() {
        return withheld;
    }

    /** By node number of the ring, which is the order of their ids. */
    public List<Member> members() {
        return members;
    }

    public boolean isLive(int node) {
        return live.get(node);
    }

    public int liveCount() {
        return live.cardinality();
    }

    /** The live member that owns the key, or null if none is live. Allocates nothing while the first owner is live. */
    public @Nullable Member owner(long keyHash) {
        int node = ring.owner(keyHash, live::get);
        return node < 0 ? null : members.get(node);
    }

    /** The first live members that own the key, most preferred first; fewer if fewer are live. */
    public List<Member> owners(long keyHash, int count) {
        int skipped = members.size() - live.cardinality();
        return Arrays.stream(ring.owners(keyHash, Math.min(count, live.cardinality()) + skipped))
                .filter(live::get)
                .limit(count)
                .mapToObj(members::get)
                .toList();
    }

    /**
     * Whom to try for the key, in order: the live ones; while in doubt also those that are merely suspect.
     *
     * <p>While in doubt all the first may be suspect. Then the last place is the {@link #owner}'s: should the suspects be dead
     * indeed, the key still has somewhere to go.
     */
    public List<Member> candidates(long keyHash, int count) {
        int skipped = members.size() - tryable.cardinality();
        int[] nodes = Arrays.stream(ring.owners(keyHash, Math.min(count, tryable.cardinality()) + skipped))
                .filter(tryable::get)
                .limit(count)
                .toArray();
        if (nodes.length > 0 && !live.isEmpty() && Arrays.stream(nodes).noneMatch(live::get)) {
            nodes[nodes.length - 1] = ring.owner(keyHash, live::get);
        }
        return Arrays.stream(nodes).mapToObj(members::get).toList();
    }
}
