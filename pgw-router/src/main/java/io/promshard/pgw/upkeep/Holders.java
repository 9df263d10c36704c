package io.promshard.pgw.upkeep;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingViews;
import java.util.List;

/**
 * The gateways that may hold copies of any group: members that are well, in quarantine or drained too, and as far as this router knows of
 * them those that left. Thread-safe.
 */
public final class Holders {

    private final RingViews views;
    private final Fleet fleet;

    public Holders(RingViews views, HealthTracker health, Lives lives) {
        this.views = views;
        this.fleet = new Fleet(health, lives);
    }

    /** Those of now. */
    public List<Member> all() {
        return fleet.seats(views.current()).values().stream()
                .map(Fleet.Seat::gateway)
                .toList();
    }
}
