package io.promshard.shard.routing;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.ring.HashRing;
import io.promshard.shard.ring.RingNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the {@link RingView} in force. Membership, health and who withholds members write, under one lock; readers never block.
 *
 * <p>A membership that cannot make a ring, such as weights beyond the limit, is refused and the ring before it stays in force.
 */
public final class RingViews {

    private static final Logger log = LoggerFactory.getLogger(RingViews.class);

    private final HealthTracker health;
    private final AtomicReference<RingView> current = new AtomicReference<>(RingView.unknown());
    private volatile @Nullable String refused;
    private Withheld withheld = Withheld.NONE;

    public RingViews(HealthTracker health) {
        this.health = health;
        health.subscribe((memberId, state) -> refresh());
    }

    public RingView current() {
        return current.get();
    }

    /** Why the newest membership is not in force, or null if it is. */
    public @Nullable String refused() {
        return refused;
    }

    /** Takes a new membership. The first empty view, from before the source has spoken, is no membership yet. */
    public synchronized void update(MembershipView view) {
        if (view.equals(MembershipView.NONE)) {
            return;
        }
        try {
            current.set(next(view.members()));
            refused = null;
        } catch (IllegalArgumentException e) {
            refused = e.getMessage();
            log.error("the ring of index {} is refused, the one before stays: {}", view.index(), e.getMessage());
        }
    }

    private RingView next(List<Member> members) {
        RingView before = current.get();
        List<RingNode> nodes = members.stream()
                .map(member -> new RingNode(member.id(), member.weight()))
                .toList();
        boolean sameRing = before.ring().nodes().equals(nodes);
        if (sameRing) {
            return view(before.ring(), members, before.epoch());
        }
        log.info("ring {}: {}", before.epoch() + 1, nodes);
        return view(HashRing.of(nodes), members, before.epoch() + 1);
    }

    /** From now on these get nothing, and those that were withheld before get their keys back. */
    public synchronized void withhold(Withheld next) {
        if (!next.equals(withheld)) {
            withheld = next;
            refresh();
        }
    }

    private synchronized void refresh() {
        RingView before = current.get();
        if (before.known()) {
            current.set(view(before.ring(), before.members(), before.epoch()));
        }
    }

    private RingView view(HashRing ring, List<Member> members, long epoch) {
        return RingView.of(ring, members, member -> health.suspects(member.id()), withheld, epoch);
    }
}
