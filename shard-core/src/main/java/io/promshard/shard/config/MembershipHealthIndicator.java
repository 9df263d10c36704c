package io.promshard.shard.config;

import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.SourceState;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The source of the members and the ring, in health.
 *
 * <p>A source that cannot be asked degrades: work goes on with the last view. No live member at all is down.
 */
public final class MembershipHealthIndicator implements HealthIndicator {

    /** Works, but somebody should look. Answered with 200: a check that took us out of service would make it worse. */
    public static final Status DEGRADED = new Status("DEGRADED");

    private final Membership membership;
    private final RingViews views;

    public MembershipHealthIndicator(Membership membership, RingViews views) {
        this.membership = membership;
        this.views = views;
    }

    @Override
    public Health health() {
        RingView view = views.current();
        Health.Builder health = Health.status(status(view));
        describe(membership.state(), health);
        String refused = views.refused();
        if (refused != null) {
            health.withDetail("refused", refused);
        }
        return health.withDetail("index", membership.view().index())
                .withDetail("epoch", view.epoch())
                .withDetail("members", view.members().size())
                .withDetail("live", view.liveCount())
                .withDetail("inDoubt", view.inDoubt())
                .build();
    }

    private Status status(RingView view) {
        if (view.known() && view.liveCount() == 0) {
            return Status.OUT_OF_SERVICE;
        }
        boolean well = membership.state() instanceof SourceState.InSync
                && view.liveCount() == view.members().size()
                && views.refused() == null;
        return well ? Status.UP : DEGRADED;
    }

    private static void describe(SourceState state, Health.Builder health) {
        switch (state) {
            case SourceState.Waiting waiting -> health.withDetail("source", "has not answered yet");
            case SourceState.InSync inSync -> health.withDetail("source", "in sync");
            case SourceState.Lost(var since, String reason) ->
                health.withDetail("source", "lost, the last view is used")
                        .withDetail("since", since.toString())
                        .withDetail("reason", reason);
        }
    }
}
