package io.promshard.query.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.query.coverage.RecentEvidence;
import io.promshard.query.discovery.FleetView;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.util.List;
import java.util.stream.Stream;

/** What replicas lack as metrics. Rows follow the topology's changes. */
record CoverageMetrics(LiveTopology topology, RecentEvidence recent) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        MultiGauge lacked = gauge(registry);
        topology.subscribe(view -> lacked.register(rows(view), true));
    }

    static MultiGauge gauge(MeterRegistry registry) {
        return MultiGauge.builder("query.router.replica.lacked")
                .description("How long a replica lacked samples in the last two hours that another had")
                .baseUnit("seconds")
                .register(registry);
    }

    private List<MultiGauge.Row<?>> rows(FleetView view) {
        return view.topology().shards().stream()
                .filter(shard -> shard.replicas().size() > 1)
                .flatMap(this::rows)
                .toList();
    }

    private Stream<MultiGauge.Row<?>> rows(Shard shard) {
        return shard.replicas().stream()
                .map(replica -> MultiGauge.Row.of(
                        Tags.of("shard", shard.name(), "replica", replica.name()),
                        shard,
                        its -> seconds(its, replica)));
    }

    private double seconds(Shard shard, Replica replica) {
        return recent.lacked(shard, replica).toMillis() / 1000.0;
    }
}
