package io.promshard.pgw.config;

import io.promshard.shard.health.Prober;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.Membership.Subscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the source of gateways and their probes before the web server takes pushes, and stops them after it. */
final class MembershipLifecycle implements SmartLifecycle {

    private final MembershipSource source;
    private final Membership membership;
    private final Prober prober;
    private final Duration firstProbes;
    private @Nullable Subscription probes;

    /**
     * Prepares the start.
     *
     * @param firstProbes how long it may wait for one probe of each gateway that is known at once
     */
    MembershipLifecycle(MembershipSource source, Membership membership, Prober prober, Duration firstProbes) {
        this.source = source;
        this.membership = membership;
        this.prober = prober;
        this.firstProbes = firstProbes;
    }

    @Override
    public synchronized void start() {
        probes = membership.subscribe(prober::watch);
        source.start();
        awaitFirstProbes();
    }

    /** So that no push is redirected to a gateway of the configuration that refuses connections. */
    private void awaitFirstProbes() {
        try {
            prober.awaitFirstProbes(firstProbes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        if (probes != null) {
            probes.close();
            probes = null;
        }
        prober.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return probes != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
