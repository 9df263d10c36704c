package io.promshard.query.config;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promshard.query.service.Admission;
import io.promshard.query.service.Coalescing;
import io.promshard.query.web.QueryListener;
import io.promshard.query.web.QueryReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times requests by endpoint and outcome, and what queries read by the kind of their plan. */
final class QueryMetrics implements QueryListener {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Map<List<String>, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> read = new ConcurrentHashMap<>();

    QueryMetrics(MeterRegistry registry, Admission admission, Coalescing coalescing) {
        this.registry = registry;
        Gauge.builder("query.router.queries.at.work", admission, Admission::atWork)
                .description("Requests that are being answered")
                .register(registry);
        Gauge.builder("query.router.queries.waiting", admission, Admission::waiting)
                .description("Requests that wait for their turn")
                .register(registry);
        FunctionCounter.builder("query.router.queries.coalesced", coalescing, Coalescing::joined)
                .description("Queries that got the answer of an equal one under way")
                .register(registry);
    }

    @Override
    public void answered(QueryReport report) {
        timers.computeIfAbsent(List.of(report.endpoint(), report.outcome()), this::timer)
                .record(report.took());
        report.planned()
                .ifPresent(planned -> read.computeIfAbsent(planned.plan().kind(), this::summary)
                        .record((double) planned.allowance().bytesRead()));
    }

    private Timer timer(List<String> labels) {
        return Timer.builder("query.router.query.duration")
                .description("Time of a request to its answer's end")
                .tag("endpoint", labels.get(0))
                .tag("outcome", labels.get(1))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private DistributionSummary summary(String plan) {
        return DistributionSummary.builder("query.router.query.read.bytes")
                .description("Bytes that a query read of all shards, by the kind of its plan")
                .tag("plan", plan)
                .register(registry);
    }
}
