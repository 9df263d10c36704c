package io.promshard.query.discovery;

import io.promshard.shard.membership.Member;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inspects one member until it is closed. Owns a thread; what an inspection finds after the close is dropped. */
final class InspectionLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InspectionLoop.class);

    private final Member member;
    private final Inspector inspector;
    private final LiveTopology topology;
    private final Duration interval;
    private final Semaphore turns;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    InspectionLoop(
            Member member,
            Inspector inspector,
            LiveTopology topology,
            Duration interval,
            Semaphore turns,
            ThreadFactory threads) {
        this.member = member;
        this.inspector = inspector;
        this.topology = topology;
        this.interval = interval;
        this.turns = turns;
        this.thread = threads.newThread(this::run);
        thread.setName("inspect-" + member.id());
        thread.start();
    }

    boolean inspects(Member other) {
        return member.url().equals(other.url());
    }

    private void run() {
        try {
            do {
                turns.acquire();
                try {
                    inspect();
                } catch (RuntimeException e) {
                    log.error("the inspection of {} is broken", member.id(), e);
                    topology.failed(member, "the inspection is broken: " + e);
                } finally {
                    turns.release();
                }
            } while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void inspect() {
        try {
            ServerFacts facts = inspector.inspect(member, topology.facts(member));
            report(() -> topology.inspected(member, facts));
        } catch (InspectionException e) {
            log.debug("inspecting {}", member.id(), e);
            report(() -> topology.failed(member, String.valueOf(e.getMessage())));
        }
    }

    private void report(Runnable outcome) {
        if (closed.getCount() > 0) {
            outcome.run();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
