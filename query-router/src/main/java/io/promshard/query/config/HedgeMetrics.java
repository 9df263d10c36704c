package io.promshard.query.config;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.query.client.guard.HedgeListener;
import io.promshard.query.topology.Shard;

/** Counts calls that took more than one replica, by shard. */
record HedgeMetrics(MeterRegistry registry) implements HedgeListener {

    @Override
    public void hedged(Shard shard, boolean won) {
        Counter.builder("query.router.hedges")
                .description("Second replicas that were asked since the first took longer than usual")
                .tag("shard", shard.name())
                .tag("outcome", won ? "won" : "lost")
                .register(registry)
                .increment();
    }

    @Override
    public void failedOver(Shard shard) {
        Counter.builder("query.router.failovers")
                .description("Replicas that were asked since those before them failed")
                .tag("shard", shard.name())
                .register(registry)
                .increment();
    }
}
