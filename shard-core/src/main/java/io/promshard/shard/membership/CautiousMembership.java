package io.promshard.shard.membership;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A membership that believes some bad news of its source only after a while.
 *
 * <p>A Consul that has been restarted calls every server critical until its first check of it, and one that has lost its state says
 * that there is nobody. Both pass in seconds, and our own probes see much sooner who is really gone. So a member that was usable and
 * is called critical stays, with a warning, for the grace; and so do all if all vanish at once. A source that was lost meanwhile has
 * to stand by it for a whole grace after its return. Everything else is believed at once: good news, maintenance, and members that
 * leave while others stay.
 */
public final class CautiousMembership implements Membership, AutoCloseable {

    private final Membership source;
    private final Duration grace;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final LiveMembership believed;
    private final Subscription subscription;
    private Caution caution = Caution.NONE;
    private Future<?> next = CompletableFuture.completedFuture(null);
    private boolean closed;

    /**
     * Subscribes to the source.
     *
     * @param timer ends graces; looks again a few times a second while one is running
     */
    public CautiousMembership(Membership source, Duration grace, Clock clock, ScheduledExecutorService timer) {
        this.source = source;
        this.grace = grace;
        this.clock = clock;
        this.timer = timer;
        this.believed = new LiveMembership(clock);
        this.subscription = source.subscribe(view -> consider());
    }

    @Override
    public MembershipView view() {
        return believed.view();
    }

    /** The source's own. */
    @Override
    public SourceState state() {
        return source.state();
    }

    @Override
    public Subscription subscribe(MembershipListener listener) {
        return believed.subscribe(listener);
    }

    private synchronized void consider() {
        MembershipView said = source.view();
        if (closed || said.equals(MembershipView.NONE)) {
            return;
        }
        if (source.state() instanceof SourceState.InSync inSync) {
            caution = caution.notBefore(inSync.since()).after(said, clock.instant(), grace);
            believed.publish(caution.held());
        }
        if (caution.isPending()) {
            considerAgain();
        }
    }

    /** At most one look is scheduled. */
    private void considerAgain() {
        next.cancel(false);
        next = timer.schedule(this::consider, Math.max(1, grace.toMillis() / 20), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        subscription.close();
        next.cancel(false);
        closed = true;
    }
}
