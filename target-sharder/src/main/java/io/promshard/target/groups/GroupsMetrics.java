package io.promshard.target.groups;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Whether the groups file was taken, as Prometheus tells it of its own configuration. */
public record GroupsMetrics(GroupsConfig config) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "target.sharder.config.last.reload.successful",
                        config,
                        c -> c.state().isCurrent() ? 1 : 0)
                .description("1 if the groups file as it was read last is in force")
                .register(registry);
        Gauge.builder(
                        "target.sharder.config.last.reload.success.timestamp.seconds",
                        config,
                        c -> c.state().since().toEpochMilli() / 1000.0)
                .description("When the groups in force were read, in seconds since 1970")
                .register(registry);
    }
}
