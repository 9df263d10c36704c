package io.promshard.pgw.forward;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.Prober;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after attempts whose gateway is silent, 20 times a second.
 *
 * <p>A slow gateway is not a dead one: pushes to a large one take long, and to give up too early would leave the group on two
 * gateways. So silence only raises a doubt, and a probe decides. Where most gateways seem silent it is likelier us, and who has
 * no other gateway left waits on. Until then, the client may go away: then the attempt ends too.
 */
final class StallWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StallWatch.class);
    private static final Duration TICK = Duration.ofMillis(50);

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final HealthTracker health;
    private final Prober prober;
    private final BooleanSupplier inDoubt;
    private final ForwardSettings settings;
    private final LongSupplier nanos;
    private final ScheduledFuture<?> ticks;

    /**
     * Starts it.
     *
     * @param inDoubt whether so many gateways seem to fail that the fault is likelier ours
     */
    StallWatch(
            HealthTracker health,
            Prober prober,
            BooleanSupplier inDoubt,
            ForwardSettings settings,
            LongSupplier nanos,
            ScheduledExecutorService timer) {
        this.health = health;
        this.prober = prober;
        this.inDoubt = inDoubt;
        this.settings = settings;
        this.nanos = nanos;
        this.ticks = timer.scheduleWithFixedDelay(this::look, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
        attempt.ended();
    }

    int inFlight() {
        return attempts.size();
    }

    /** One attempt's fault must not end the watch over all others, as an exception in a repeated task would. */
    private void look() {
        long now = nanos.getAsLong();
        for (Attempt attempt : attempts) {
            try {
                look(attempt, attempt.silentNanos(now));
            } catch (RuntimeException e) {
                log.error("cannot look after a push to {}", attempt.gateway().id(), e);
            }
        }
    }

    private void look(Attempt attempt, long silent) {
        if (silent > TICK.toNanos()) {
            attempt.abandonIfClientGone();
        }
        if (silent > settings.timeout().toNanos()) {
            attempt.overdue(settings.timeout());
        } else if (silent > settings.stallAfter().toNanos()) {
            doubt(attempt);
        }
    }

    private void doubt(Attempt attempt) {
        String gateway = attempt.gateway().id();
        if (!health.suspects(gateway)) {
            prober.doubt(gateway);
        } else if (!attempt.last() || !inDoubt.getAsBoolean()) {
            attempt.stalled("silent, and " + health.of(gateway).reason());
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
    }
}
