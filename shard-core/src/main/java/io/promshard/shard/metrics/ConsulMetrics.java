package io.promshard.shard.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.shard.consul.WatchFigures;
import java.util.function.ToDoubleFunction;

/**
 * The watch of a Consul service as metrics.
 *
 * @param service its name, a label of each
 */
public record ConsulMetrics(String service, WatchFigures figures) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "promshard.consul.queries", "Health queries sent to Consul", WatchFigures::queries);
        counter(registry, "promshard.consul.query.failures", "Health queries that failed", WatchFigures::failures);
        counter(
                registry,
                "promshard.consul.index.resets",
                "Times that Consul's index went back",
                WatchFigures::indexResets);
        Gauge.builder("promshard.consul.unusable.instances", figures, WatchFigures::leftOut)
                .description("Instances that Consul lists and that cannot be used")
                .tag("service", service)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry, String name, String description, ToDoubleFunction<WatchFigures> figure) {
        FunctionCounter.builder(name, figures, figure)
                .description(description)
                .tag("service", service)
                .register(registry);
    }
}
