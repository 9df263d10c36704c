package io.promshard.pgw.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A hundred pushes a second over 300 groups, by clients that do not try twice. A push that takes long delays no other. */
final class PushLoad implements AutoCloseable {

    private static final int GROUPS = 300;
    private static final int PER_SECOND = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<PushRecord> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final URI router;
    private final PlainPush client;

    private PushLoad(URI router, PlainPush client) {
        this.router = router;
        this.client = client;
    }

    static PushLoad start(URI router, PlainPush client) {
        PushLoad load = new PushLoad(router, client);
        var unused = load.clock.scheduleAtFixedRate(
                () -> load.clients.execute(load::push), 0, 1_000 / PER_SECOND, TimeUnit.MILLISECONDS);
        return load;
    }

    /** The path of one of its groups. */
    static String path(int group) {
        return "/metrics/job/load/instance/" + group % GROUPS;
    }

    private void push() {
        int number = begun.getAndIncrement();
        long started = System.nanoTime();
        String failure = "";
        try {
            int status = client.put(URI.create(router + path(number)), "load_value " + number + "\n");
            failure = status == 200 ? "" : "answered " + status;
        } catch (IOException e) {
            failure = e.toString();
        }
        done.add(new PushRecord(started, System.nanoTime(), failure));
    }

    /** Lets the load go on for so long. */
    void goOnFor(Duration duration) {
        int until = begun.get() + (int) (duration.toMillis() * PER_SECOND / 1_000);
        await().atMost(duration.multipliedBy(3)).until(() -> begun.get() >= until);
    }

    /** Ends it and waits for those under way. */
    PushReport stop() {
        clock.shutdownNow();
        clients.close();
        return new PushReport(List.copyOf(done));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.shutdownNow();
    }
}
