package io.promshard.shard.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.shard.access.AccessListener;
import io.promshard.shard.access.Gatekeeper;
import io.promshard.shard.access.Verdict;

/** Counts who was let in and who was not, and shows whether the files of users and tokens can be used. */
public final class AccessMetrics implements AccessListener {

    private final Counter admitted;
    private final Counter unknown;
    private final Counter wrong;
    private final Counter busy;

    public AccessMetrics(MeterRegistry registry, Gatekeeper gatekeeper) {
        this.admitted = counter(registry, "admitted");
        this.unknown = counter(registry, "none");
        this.wrong = counter(registry, "wrong");
        this.busy = counter(registry, "busy");
        Gauge.builder(
                        "promshard.access.files.broken",
                        gatekeeper,
                        keeper -> keeper.troubles().size())
                .description("Files of users or tokens that cannot be used, so that what they said before counts")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("promshard.access.requests")
                .description("Requests that needed credentials, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void judged(Verdict verdict) {
        switch (verdict) {
            case Verdict.Admitted any -> admitted.increment();
            case Verdict.Unknown any -> unknown.increment();
            case Verdict.Wrong any -> wrong.increment();
            case Verdict.Busy any -> busy.increment();
        }
    }
}
