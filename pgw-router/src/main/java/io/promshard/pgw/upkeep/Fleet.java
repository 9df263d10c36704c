package io.promshard.pgw.upkeep;

import io.promshard.pgw.reconcile.Standing;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who is to be read, and how they stand. */
final class Fleet {

    /** A gateway and how it stands. */
    record Seat(Member gateway, Standing standing) {}

    private final HealthTracker health;
    private final Lives lives;

    Fleet(HealthTracker health, Lives lives) {
        this.health = health;
        this.lives = lives;
    }

    /** Members that are well, and those that left, which may answer still: they are to be emptied like drained ones. */
    Map<String, Seat> seats(RingView view) {
        Map<String, Seat> seats = new LinkedHashMap<>();
        for (int node = 0; node < view.members().size(); node++) {
            Member member = view.members().get(node);
            standing(view, node, member).ifPresent(standing -> seats.put(member.id(), new Seat(member, standing)));
        }
        lives.left().forEach((id, member) -> seats.putIfAbsent(id, new Seat(member, Standing.DRAINED)));
        return seats;
    }

    /** The members that have no seat, and why, by their ids. */
    Map<String, String> away(RingView view) {
        Map<String, String> away = new TreeMap<>();
        for (int node = 0; node < view.members().size(); node++) {
            Member member = view.members().get(node);
            if (standing(view, node, member).isEmpty()) {
                away.put(
                        member.id(),
                        member.health().usable()
                                ? "is suspect: " + health.of(member.id()).reason()
                                : "is out of service: " + member.health().name().toLowerCase(Locale.ROOT));
            }
        }
        return away;
    }

    private Optional<Standing> standing(RingView view, int node, Member member) {
        if (view.isLive(node)) {
            return Optional.of(Standing.LIVE);
        }
        if (!member.health().usable() || health.suspects(member.id())) {
            return Optional.empty();
        }
        boolean drained = view.withheld().drained().contains(member.id());
        return Optional.of(drained ? Standing.DRAINED : Standing.QUARANTINED);
    }
}
