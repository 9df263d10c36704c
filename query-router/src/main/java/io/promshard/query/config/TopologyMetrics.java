package io.promshard.query.config;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.query.discovery.FleetView;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The topology as metrics. Rows of shards follow its changes. */
record TopologyMetrics(LiveTopology topology, Predicate<Replica> well) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        MultiGauge replicas = MultiGauge.builder("query.router.shard.replicas")
                .description("Servers of a shard; 0 while it is missed")
                .register(registry);
        MultiGauge up = MultiGauge.builder("query.router.shard.replicas.up")
                .description("Servers of a shard that answer their probes")
                .register(registry);
        topology.subscribe(view -> {
            replicas.register(rows(view, shard -> shard.replicas().size()), true);
            up.register(
                    rows(view, shard -> shard.replicas().stream().filter(well).count()), true);
        });
        gauge(
                registry,
                "query.router.topology.epoch",
                "Changes of the shards since the start",
                view -> view.topology().epoch());
        gauge(
                registry,
                "query.router.servers.excluded",
                "Servers that are in no shard",
                view -> view.excluded().size());
        FunctionCounter.builder("query.router.inspections", topology, LiveTopology::inspections)
                .description("Inspections of servers")
                .register(registry);
        FunctionCounter.builder("query.router.inspection.failures", topology, LiveTopology::failures)
                .description("Inspections of servers that came to nothing")
                .register(registry);
    }

    private static List<MultiGauge.Row<?>> rows(FleetView view, ToDoubleFunction<Shard> figure) {
        return view.topology().shards().stream()
                .<MultiGauge.Row<?>>map(shard -> MultiGauge.Row.of(Tags.of("shard", shard.name()), shard, figure))
                .toList();
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<FleetView> figure) {
        Gauge.builder(name, topology, live -> figure.applyAsDouble(live.view()))
                .description(description)
                .register(registry);
    }
}
