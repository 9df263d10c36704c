package io.promshard.target.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;

/** Reads what is published again and again, and notes each time that a file is not whole, or a target not where it was. */
final class SteadyWatch implements AutoCloseable {

    private static final int ENOUGH = 10;

    private final SmallGroup group;
    private final Map<String, String> before;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean closed;

    private SteadyWatch(SmallGroup group) throws IOException {
        this.group = group;
        this.before = group.placed();
    }

    /** The targets that are there now must stay where they are. */
    static SteadyWatch over(SmallGroup group) throws IOException {
        SteadyWatch watch = new SteadyWatch(group);
        Thread.ofPlatform().daemon().start(watch::run);
        return watch;
    }

    void assertNothingMoved() {
        assertThat(complaints).isEmpty();
        assertThat(reads).hasValueGreaterThan(100);
    }

    private void run() {
        while (!closed && complaints.size() < ENOUGH) {
            try {
                Map<String, String> now = group.placed();
                before.forEach((target, collector) -> compare(target, collector, now.getOrDefault(target, "nowhere")));
            } catch (IOException | JacksonException e) {
                complaints.add(e.toString());
            }
            reads.incrementAndGet();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void compare(String target, String collector, String now) {
        if (!collector.equals(now)) {
            complaints.add(target + " was at " + collector + ", and is at " + now);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
