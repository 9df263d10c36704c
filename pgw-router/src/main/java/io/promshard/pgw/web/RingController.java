package io.promshard.pgw.web;

import io.promshard.pgw.life.State;
import io.promshard.pgw.upkeep.Lives;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingShares;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the ring in force: its gateways, who of them is live and why one is not, and what they own of it. */
@RestController
class RingController {

    private final RingViews views;
    private final HealthTracker health;
    private final Lives lives;
    private final Admin admin;
    private volatile Measured measured;

    RingController(RingViews views, HealthTracker health, Lives lives, Admin admin) {
        this.views = views;
        this.health = health;
        this.lives = lives;
        this.admin = admin;
        this.measured = Measured.of(views.current());
    }

    @GetMapping("/api/v1/ring")
    Ring ring() {
        RingView view = views.current();
        RingShares shares = shares(view);
        Map<String, State> states = lives.states();
        List<Gateway> gateways = IntStream.range(0, view.members().size())
                .mapToObj(node -> gateway(view, node, shares, states))
                .toList();
        return new Ring(view.epoch(), view.known(), view.inDoubt(), view.liveCount(), admin.enabled(), gateways);
    }

    /** Measured once a view: it takes milliseconds, and is asked again and again by those who watch. */
    private RingShares shares(RingView view) {
        Measured last = measured;
        if (last.view() != view) {
            last = Measured.of(view);
            measured = last;
        }
        return last.shares();
    }

    private Gateway gateway(RingView view, int node, RingShares shares, Map<String, State> states) {
        Member member = view.members().get(node);
        return new Gateway(
                member.id(),
                member.url().toString(),
                member.weight(),
                view.isLive(node),
                GatewayStates.of(view, node, health),
                states.getOrDefault(member.id(), State.UP).label(),
                shares.of(node));
    }

    /**
     * Answer of {@code /api/v1/ring}.
     *
     * @param known whether anybody has said who the gateways are
     * @param inDoubt whether most of them are suspect at once
     * @param admin whether orders are taken over HTTP
     */
    record Ring(long epoch, boolean known, boolean inDoubt, int live, boolean admin, List<Gateway> gateways) {}

    /**
     * One gateway of the ring.
     *
     * @param state live, or why it is not
     * @param life where it is in its life, as the router knows that decides; by what this one knows, if another does
     * @param share the part of all keys that it owns now, from 0 to 1
     */
    record Gateway(String id, String url, int weight, boolean live, String state, String life, double share) {}

    /** Shares, and of what. */
    private record Measured(RingView view, RingShares shares) {

        private static Measured of(RingView view) {
            return new Measured(view, RingShares.of(view));
        }
    }
}
