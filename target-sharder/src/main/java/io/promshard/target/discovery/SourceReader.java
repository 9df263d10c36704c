package io.promshard.target.discovery;

import io.promshard.shard.loop.Backoff;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.GuardSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source again and again on a thread of its own, at news, at the end of its refresh time, and after a failure when the
 * back-off is over, and keeps a {@link SourceView} of it.
 */
public final class SourceReader implements AutoCloseable {

    /** No two reads are closer, whatever news there is: a burst of it becomes two reads. */
    private static final Duration PACE = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(SourceReader.class);

    private final String name;
    private final TargetSource source;
    private final Duration refresh;
    private final LastGood lastGood;
    private final Surroundings surroundings;
    private final Backoff backoff;
    private final Runnable changed;
    private final Loop loop;
    private final Semaphore wake = new Semaphore(0);
    private volatile SourceView view = SourceView.NONE;

    /**
     * A reader that is to be started.
     *
     * @param name of the thread and in logs; one process may read many sources
     * @param refresh the time between reads without news; up to a tenth is taken away by chance, so that sources do not meet
     * @param changed told when {@link SourceView#version} has grown, on the reader's or the confirming thread; returns soon
     */
    public SourceReader(
            String name,
            TargetSource source,
            Duration refresh,
            GuardSpec guard,
            Surroundings surroundings,
            Runnable changed) {
        this.name = name;
        this.source = source;
        this.refresh = refresh;
        this.lastGood = new LastGood(guard);
        this.surroundings = surroundings;
        this.backoff = new Backoff(surroundings.random());
        this.changed = changed;
        this.loop = new Loop(name, surroundings);
    }

    /** Begins to read, once. */
    public void start() {
        source.watch(this::readSoon);
        loop.start(this::step, this::failed);
    }

    public SourceView view() {
        return view;
    }

    /** Has the source read now, or again if it is being read. */
    public void readSoon() {
        wake.release();
    }

    /**
     * Believes what is held.
     *
     * @return whether something was
     */
    public boolean confirm() {
        boolean held = view.held().isPresent();
        apply(lastGood::confirmed);
        return held;
    }

    /** Ends a read that is under way, and closes the source; the view stays. */
    @Override
    public void close() {
        loop.close();
        source.close();
    }

    private void step() throws InterruptedException {
        wake.drainPermits();
        try {
            List<DiscoveredTarget> said = source.read();
            apply(before -> lastGood.answered(before, said, now()));
        } catch (SourceException e) {
            failed(String.valueOf(e.getMessage()));
        }
        surroundings.sleeper().sleep(PACE);
        boolean news = wake.tryAcquire(pause().toNanos(), TimeUnit.NANOSECONDS);
        log.trace("{} is read again, with news: {}", name, news);
    }

    private void failed(String why) {
        apply(before -> lastGood.failed(before, why, now()));
    }

    /** Writers are the reader and who confirms. */
    private void apply(UnaryOperator<SourceView> change) {
        SourceView before;
        SourceView after;
        synchronized (wake) {
            before = view;
            after = change.apply(before);
            view = after;
        }
        tell(before, after);
        if (after.version() != before.version()) {
            changed.run();
        }
    }

    private void tell(SourceView before, SourceView after) {
        if (after.failures() > 0 && !after.lastError().equals(before.lastError())) {
            log.warn(
                    "{} cannot be read, {} targets are kept: {}",
                    name,
                    after.targets().size(),
                    after.lastError());
        } else if (after.failures() == 0 && before.failures() > 0) {
            log.info("{} is read again after {} failures", name, before.failures());
        }
        if (after.held().isPresent() && before.held().isEmpty()) {
            log.warn("{}: {}", name, after.held().get().why());
        } else if (after.held().isEmpty() && before.held().isPresent()) {
            log.info(
                    "{}: nothing is held any more, it has {} targets",
                    name,
                    after.targets().size());
        }
    }

    private Duration pause() {
        SourceView now = view;
        if (now.failures() > 0) {
            return shorter(refresh, backoff.after(now.failures()));
        }
        return now.held()
                .map(held -> shorter(jittered(), Duration.between(now(), held.until())))
                .orElseGet(this::jittered);
    }

    private Duration jittered() {
        return refresh.minusNanos(surroundings.random().nextLong(refresh.toNanos() / 10 + 1));
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
