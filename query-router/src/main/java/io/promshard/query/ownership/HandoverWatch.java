package io.promshard.query.ownership;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was last told of the moves of targets. Asks now and then, and whenever somebody needs to know of a later time; those
 * who need it at the same time share an answer. After a failure nobody asks for an interval, so that queries do not wait in turn.
 *
 * <p>Thread-safe. One at a time asks and writes; the others read an immutable view.
 */
public final class HandoverWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HandoverWatch.class);

    /** Each question reaches back a little before the last one, for clocks that differ. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final HandoverSource source;
    private final InstantSource clock;
    private final Duration interval;
    private final Duration horizon;
    private final ThreadFactory threads;
    private final ReentrantLock asking = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable HandoverView view;
    private Instant notBefore = Instant.MIN;
    private boolean failing;

    /**
     * Makes one that asks nobody before it is started, or is needed.
     *
     * @param interval from one answer to the next question
     * @param horizon how far back moves are remembered
     */
    public HandoverWatch(
            HandoverSource source, InstantSource clock, Duration interval, Duration horizon, ThreadFactory threads) {
        this.source = source;
        this.clock = clock;
        this.interval = interval;
        this.horizon = horizon;
        this.threads = threads;
    }

    public void start() {
        Thread thread = threads.newThread(this::run);
        thread.setName("handovers");
        thread.start();
    }

    private void run() {
        try {
            do {
                upTo(clock.instant());
            } while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is known of all that happened until then; empty if that cannot be found out. Blocks as its source does. */
    public Optional<HandoverView> upTo(Instant end) throws InterruptedException {
        HandoverView known = view;
        if (covers(known, end)) {
            return Optional.ofNullable(known);
        }
        asking.lockInterruptibly();
        try {
            if (!covers(view, end) && !clock.instant().isBefore(notBefore)) {
                ask(view);
            }
            return covers(view, end) ? Optional.ofNullable(view) : Optional.empty();
        } finally {
            asking.unlock();
        }
    }

    /** When a sharder last told which targets move; empty before it did. */
    public Optional<Instant> lastAnswer() {
        return Optional.ofNullable(view).map(HandoverView::upTo);
    }

    private static boolean covers(@Nullable HandoverView known, Instant end) {
        return known != null && !end.isAfter(known.upTo());
    }

    private void ask(@Nullable HandoverView known) {
        Instant now = clock.instant();
        Instant oldest = now.minus(horizon);
        Instant since = known == null ? oldest : known.upTo().minus(OVERLAP);
        try {
            HandoverView told = source.ask(since, now);
            view = known == null ? told : known.with(told, since, oldest);
            report(false, "");
        } catch (IOException e) {
            notBefore = clock.instant().plus(interval);
            report(true, String.valueOf(e.getMessage()));
        }
    }

    private void report(boolean failed, String reason) {
        if (failed && !failing) {
            log.warn("it is not known which targets move, samples are read instead: {}", reason);
        } else if (!failed && failing) {
            log.info("it is known again which targets move");
        }
        failing = failed;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
