package io.promshard.query.config;

import io.promshard.query.discovery.FleetWatch;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.shard.health.Prober;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.Membership.Subscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the source of servers, their probes and inspections before the web server takes queries, and stops them after
 * it. The first queries find every server looked at, unless that takes longer than an inspection may.
 */
final class DiscoveryLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DiscoveryLifecycle.class);

    private final ServerSource source;
    private final Membership membership;
    private final Prober prober;
    private final FleetWatch watch;
    private final LiveTopology topology;
    private final Duration patience;
    private @Nullable Subscription probes;

    DiscoveryLifecycle(
            ServerSource source,
            Membership membership,
            Prober prober,
            FleetWatch watch,
            LiveTopology topology,
            Duration patience) {
        this.source = source;
        this.membership = membership;
        this.prober = prober;
        this.watch = watch;
        this.topology = topology;
        this.patience = patience;
    }

    @Override
    public synchronized void start() {
        probes = membership.subscribe(prober::watch);
        watch.start();
        source.start();
        try {
            if (!topology.awaitComplete(patience)) {
                log.warn("not all servers were looked at within {}, queries are taken without them", patience);
            }
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
        watch.close();
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
