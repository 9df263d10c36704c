package io.promshard.target.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.leadership.Leadership;
import io.promshard.target.reconcile.Reconciler;
import io.promshard.target.reconcile.RunningGroups;
import java.time.Duration;

/** Metrics of a sharder and its groups, made anew after each turn. */
public final class SharderMetrics implements MeterBinder {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final Reconciler reconciler;
    private final RunningGroups groups;
    private final Leadership leadership;
    private final AgentDesk agents;

    public SharderMetrics(Reconciler reconciler, RunningGroups groups, Leadership leadership, AgentDesk agents) {
        this.reconciler = reconciler;
        this.groups = groups;
        this.leadership = leadership;
        this.agents = agents;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("target.sharder.leader", leadership, SharderMetrics::decides)
                .description("1 if this sharder decides, 0 if another does or nobody")
                .register(registry);
        Gauge.builder("target.sharder.agents.waiting", agents, AgentDesk::waiting)
                .description("Agents that wait for news at this sharder")
                .register(registry);
        Timer cycles = Timer.builder("target.sharder.cycle.duration")
                .description("Time of a turn of all groups: observe, decide, act")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        GroupGauges gauges = new GroupGauges(registry);
        GroupCounters counters = new GroupCounters(registry, groups);
        MoveMetrics moves = new MoveMetrics(registry);
        reconciler.subscribe(took -> {
            cycles.record(took);
            counters.follow(groups.all());
            moves.count(groups.all());
            gauges.show(groups.all());
        });
    }

    private static double decides(Leadership leadership) {
        return leadership.role().mandate().isPresent() ? 1 : 0;
    }
}
