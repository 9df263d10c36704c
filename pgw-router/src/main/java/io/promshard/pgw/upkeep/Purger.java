package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.BoardException;
import io.promshard.shard.health.HealthTracker;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes groups by order of an operator, on all gateways, one order at a time. Any router may, whether it leads or not. Thread-safe; calls
 * block.
 */
public final class Purger {

    private static final Logger log = LoggerFactory.getLogger(Purger.class);

    private final UpkeepParts parts;
    private final Lives lives;
    private final Lister lister;
    private final Semaphore free = new Semaphore(1);

    public Purger(UpkeepParts parts, HealthTracker health, Lives lives) {
        this.parts = parts;
        this.lives = lives;
        this.lister = new Lister(parts.store(), parts.views(), new Fleet(health, lives));
    }

    /**
     * Carries out an order; empty if another one is under way. Takes a few seconds as a rule, and no new work is begun after a minute.
     *
     * @throws BoardException if other routers cannot be told of it; then nothing was deleted
     */
    public Optional<PurgeReport> purge(Purge order) throws BoardException, InterruptedException {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            PurgeReport report = new PurgeRun(parts, lister, lives::isClockRight, order).run();
            log.info("{}: {}", order, report);
            return Optional.of(report);
        } finally {
            free.release();
        }
    }
}
