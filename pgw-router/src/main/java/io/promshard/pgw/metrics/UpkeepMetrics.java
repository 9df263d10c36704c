package io.promshard.pgw.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Plan;
import io.promshard.pgw.reconcile.Verdict;
import io.promshard.pgw.upkeep.UpkeepListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the reconciler sees and does. */
public final class UpkeepMetrics implements UpkeepListener {

    private static final Logger log = LoggerFactory.getLogger(UpkeepMetrics.class);

    private final MeterRegistry registry;
    private final Timer rounds;
    private volatile Plan last = Plan.NONE;
    private volatile int unclear;
    private volatile int unread;

    /** Gateways of which a failure was told in this round: there may be hundreds of one kind. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public UpkeepMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.rounds = Timer.builder("pgw.router.reconcile.duration")
                .description("Time of a round of the reconciler, with what was done in it")
                .serviceLevelObjectives(
                        Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30))
                .register(registry);
        for (Verdict.State state : Verdict.State.values()) {
            Gauge.builder("pgw.router.reconcile.groups", () -> last.count(state))
                    .description("Groups by how they stood at the end of the last round")
                    .tag("state", label(state))
                    .register(registry);
        }
        Gauge.builder("pgw.router.reconcile.duplicates", () -> last.duplicated())
                .description("Groups that were on more gateways than shall have them, at the end of the last round")
                .register(registry);
        Gauge.builder("pgw.router.reconcile.expired", () -> last.expired().size())
                .description("Groups that had outlived their ttl and were there still at the end of the last round")
                .register(registry);
        Gauge.builder("pgw.router.reconcile.unclear", () -> unclear)
                .description("Groups about which nothing could be decided in the last round")
                .register(registry);
        Gauge.builder("pgw.router.reconcile.unread", () -> unread)
                .description("Gateways that could not be read in the last round")
                .register(registry);
    }

    @Override
    public void looked(Plan plan, int unclearGroups, int unreadGateways, long nanos) {
        last = plan;
        unclear = unclearGroups;
        unread = unreadGateways;
        told.clear();
        rounds.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void skipped(String reason) {
        Counter.builder("pgw.router.reconcile.skipped")
                .description("Rounds of the reconciler that were not made, by the reason")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    @Override
    public void transferred(Action.Transfer transfer) {
        log.debug(
                "{} {} from {} to {}",
                label(transfer),
                transfer.key(),
                transfer.from().gateway(),
                transfer.target());
        count(label(transfer), transfer.target(), "done");
    }

    @Override
    public void deleted(Action.Delete delete) {
        log.debug("deleted {} from {}: {}", delete.key(), delete.target(), delete.reason());
        count(label(delete), delete.target(), "done");
    }

    @Override
    public void groupsDeleted(Cause cause, Set<GroupingKey> groups) {
        if (cause == Cause.TTL) {
            log.info(
                    "deleted {} groups that outlived their ttl, as {}",
                    groups.size(),
                    groups.iterator().next());
        }
        Counter.builder("pgw.router.deleted.groups")
                .description("Groups that were deleted by the router, by what for")
                .tag("reason", label(cause))
                .register(registry)
                .increment(groups.size());
    }

    @Override
    public void failed(Action action, String reason) {
        if (told.add(action.target())) {
            log.warn("{} stays as it is on {} for now: {}", action.key(), action.target(), reason);
        } else {
            log.debug("{} stays as it is on {} for now: {}", action.key(), action.target(), reason);
        }
        count(label(action), action.target(), "failed");
    }

    private static String label(Action action) {
        return switch (action) {
            case Action.Move move -> "move";
            case Action.Complete complete -> "complete";
            case Action.Delete delete -> "delete_" + label(delete.reason());
        };
    }

    private void count(String action, String gateway, String outcome) {
        Counter.builder("pgw.router.reconcile.actions")
                .description("Groups moved and copies deleted")
                .tag("action", action)
                .tag("gateway", gateway)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
