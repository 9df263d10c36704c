package io.promshard.query.config;

import io.promshard.query.coverage.RecentEvidence;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Counts the witness again and again, from when the shards are known until the router stops. */
final class CoverageLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CoverageLoop.class);

    private final RecentEvidence recent;
    private final Surroundings surroundings;
    private final Duration interval;
    private final Loop loop;
    private volatile boolean running;

    CoverageLoop(RecentEvidence recent, Surroundings surroundings, Duration interval) {
        this.recent = recent;
        this.surroundings = surroundings;
        this.interval = interval;
        this.loop = new Loop("coverage", Thread.ofVirtual(), surroundings);
    }

    @Override
    public void start() {
        running = true;
        loop.start(
                () -> {
                    recent.refresh();
                    surroundings.sleeper().sleep(interval);
                },
                defect -> log.debug("{}", defect));
    }

    @Override
    public void stop() {
        running = false;
        loop.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After discovery. */
    @Override
    public int getPhase() {
        return 1;
    }
}
