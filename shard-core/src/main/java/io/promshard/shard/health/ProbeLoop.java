package io.promshard.shard.health;

import io.promshard.shard.membership.Member;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probes of one member, one after the other, until closed. Once {@link #close} has returned it reports nothing more. */
final class ProbeLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProbeLoop.class);

    private final Member member;
    private final Probe probe;
    private final HealthTracker tracker;
    private final Duration interval;
    private final Semaphore doubts = new Semaphore(0);
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread;
    private boolean broken;
    private volatile boolean closed;

    ProbeLoop(Member member, Probe probe, HealthTracker tracker, Duration interval, ThreadFactory threads) {
        this.member = member;
        this.probe = probe;
        this.tracker = tracker;
        this.interval = interval;
        this.thread = threads.newThread(this::run);
        thread.setName("probe-" + member.id());
        thread.start();
    }

    boolean probes(Member other) {
        return member.url().equals(other.url());
    }

    void doubt() {
        doubts.release();
    }

    /** Whether its first probe was reported within the timeout. */
    boolean awaitFirst(Duration timeout) throws InterruptedException {
        return first.await(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void run() {
        boolean doubted = false;
        try {
            while (!closed) {
                long started = System.nanoTime();
                ProbeResult result = ask();
                // What came up while the probe was under way, it has answered.
                doubted |= doubts.drainPermits() > 0;
                report(result, doubted);
                first.countDown();
                long left = interval.toNanos() - (System.nanoTime() - started);
                doubted = doubts.tryAcquire(Math.max(0, left), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProbeResult ask() {
        try {
            return probe.probe(member);
        } catch (RuntimeException e) {
            if (!broken) {
                broken = true;
                log.error("the probe of {} is broken, which is told once", member.id(), e);
            }
            return new ProbeResult.Unready("the probe is broken: " + e);
        }
    }

    private synchronized void report(ProbeResult result, boolean doubted) {
        if (!closed) {
            tracker.probed(member.id(), result, doubted);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.interrupt();
    }
}
