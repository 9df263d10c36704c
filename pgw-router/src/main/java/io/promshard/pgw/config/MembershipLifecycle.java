package io.promshard.pgw.config;

import io.promshard.shard.health.Prober;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.Membership.Subscription;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the source of gateways and their probes before the web server takes pushes, and stops them after it. */
final class MembershipLifecycle implements SmartLifecycle {

    private final MembershipSource source;
    private final Membership membership;
    private final Prober prober;
    private @Nullable Subscription probes;

    MembershipLifecycle(MembershipSource source, Membership membership, Prober prober) {
        this.source = source;
        this.membership = membership;
        this.prober = prober;
    }

    @Override
    public synchronized void start() {
        probes = membership.subscribe(prober::watch);
        source.start();
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
