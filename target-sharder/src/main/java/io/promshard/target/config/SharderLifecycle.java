package io.promshard.target.config;

import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.groups.GroupsConfig;
import io.promshard.target.groups.GroupsWatch;
import io.promshard.target.reconcile.Reconciler;
import io.promshard.target.reconcile.Signal;
import io.promshard.target.reconcile.Snapshots;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the leadership, the loop and the watch of the groups file, and stops them in the order that lets another sharder go on at
 * once: what was published stays.
 */
final class SharderLifecycle implements SmartLifecycle {

    private final Leading leading;
    private final Snapshots snapshots;
    private final Reconciler reconciler;
    private final GroupsConfig groups;
    private final Signal signal;
    private final Duration reloadInterval;
    private final Loop loop;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("groups-watch").factory());
    private volatile @Nullable GroupsWatch watch;

    SharderLifecycle(
            Leading leading,
            Snapshots snapshots,
            Reconciler reconciler,
            GroupsConfig groups,
            Signal signal,
            Duration reloadInterval,
            Surroundings surroundings) {
        this.leading = leading;
        this.snapshots = snapshots;
        this.reconciler = reconciler;
        this.groups = groups;
        this.signal = signal;
        this.reloadInterval = reloadInterval;
        this.loop = new Loop("reconciler", surroundings);
    }

    @Override
    public void start() {
        groups.subscribe(reconciler::configure);
        reconciler.configure(groups.state().groups());
        snapshots.start(signal);
        leading.leadership().start(role -> signal.give());
        loop.start(reconciler::turn, defect -> {});
        watch = new GroupsWatch(groups, reloadInterval, timer);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
        watch = null;
        loop.close();
        leading.leadership().close();
        leading.store().close();
        reconciler.close();
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    /** Before the web server takes requests, and ended after it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
