package io.promshard.pgw.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.pgw.leadership.Leadership;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.life.State;
import io.promshard.pgw.upkeep.Lives;
import java.util.Arrays;

/** How many gateways are where in their lives, and what is remembered of groups. */
public record GatewayMetrics(Lives lives, Ledger ledger, Leadership leadership) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Arrays.stream(State.values())
                .forEach(state -> Gauge.builder("pgw.router.gateways", () -> count(state))
                        .description("Gateways by where they are in their lives")
                        .tag("state", state.label())
                        .register(registry));
        Gauge.builder("pgw.router.tombstones", ledger, Ledger::deletions)
                .description("Deleted groups that are remembered")
                .register(registry);
        Gauge.builder("pgw.router.sweeps", ledger, Ledger::sweeps)
                .description("Deletions of all groups of a selector that are remembered")
                .register(registry);
        Gauge.builder("pgw.router.moved.groups", ledger, Ledger::moves)
                .description("Moved groups whose time of push is remembered")
                .register(registry);
        Gauge.builder("pgw.router.leader", () -> leadership.leads() ? 1 : 0)
                .description("1 if this router decides over what gateways store")
                .register(registry);
    }

    private long count(State state) {
        return lives.states().values().stream().filter(state::equals).count();
    }
}
