package io.promshard.pgw.web;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;

/** Says in words how a gateway stands. */
public final class GatewayStates {

    private GatewayStates() {}

    /** {@code live}, or why it is not. */
    public static String of(RingView view, int node, HealthTracker health) {
        if (view.isLive(node)) {
            return "live";
        }
        Member member = view.members().get(node);
        if (view.withheld().drained().contains(member.id())) {
            return "drained";
        }
        return switch (member.health()) {
            case MAINTENANCE -> "in maintenance in Consul";
            case CRITICAL -> "critical in Consul";
            case PASSING, WARNING ->
                health.suspects(member.id())
                        ? "suspect: " + health.of(member.id()).reason()
                        : "returning: it is looked at before it gets pushes";
        };
    }
}
