package io.promshard.shard.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.SourceState;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.util.function.ToDoubleFunction;

/** The membership and the ring as metrics. */
public record MembershipMetrics(Membership membership, RingViews views) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "promshard.membership.in.sync",
                        membership,
                        source -> source.state() instanceof SourceState.InSync ? 1 : 0)
                .description("1 while the source of the members can be asked, 0 while their last view is used")
                .register(registry);
        Gauge.builder(
                        "promshard.membership.index",
                        membership,
                        source -> source.view().index())
                .description("Index of the view in force, as the source counts")
                .register(registry);
        ring(
                registry,
                "promshard.ring.epoch",
                "Changes of the ring's nodes or weights since the start",
                RingView::epoch);
        ring(
                registry,
                "promshard.ring.members",
                "Members on the ring, whatever their health",
                view -> view.members().size());
        ring(registry, "promshard.ring.live", "Members that take requests", RingView::liveCount);
        ring(
                registry,
                "promshard.ring.in.doubt",
                "1 while most members are suspect at once",
                view -> view.inDoubt() ? 1 : 0);
    }

    private void ring(MeterRegistry registry, String name, String description, ToDoubleFunction<RingView> figure) {
        Gauge.builder(name, views, all -> figure.applyAsDouble(all.current()))
                .description(description)
                .register(registry);
    }
}
