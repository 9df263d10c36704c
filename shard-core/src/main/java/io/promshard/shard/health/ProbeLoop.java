package io.promshard.shard.health;

import io.promshard.shard.membership.Member;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The probes of one member, one after the other, until closed. */
final class ProbeLoop implements AutoCloseable {

    private final Member member;
    private final Probe probe;
    private final HealthTracker tracker;
    private final Duration interval;
    private final Semaphore doubts = new Semaphore(0);
    private final Thread thread;
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

    private void run() {
        boolean doubted = false;
        while (!closed) {
            long started = System.nanoTime();
            ProbeResult result = probe.probe(member);
            if (closed) {
                return;
            }
            tracker.probed(member.id(), result, doubted);
            doubts.drainPermits();
            try {
                long spent = System.nanoTime() - started;
                doubted = doubts.tryAcquire(Math.max(0, interval.toNanos() - spent), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
