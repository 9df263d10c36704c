package io.promshard.pgw.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Clients each of which pushes one group, with a number that grows by one each time, and waits for the answer before the next. */
final class NumberedLoad implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, AtomicInteger> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> underWay = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReference<List<URI>> routers;
    private final String job;
    private final int groups;
    private final AtomicInteger next = new AtomicInteger();

    private NumberedLoad(List<URI> routers, String job, int groups) {
        this.routers = new AtomicReference<>(routers);
        this.job = job;
        this.groups = groups;
    }

    /** Pushes all groups in turn, so many a second, through the routers in turn. */
    static NumberedLoad start(List<URI> routers, String job, int groups, int perSecond) {
        NumberedLoad load = new NumberedLoad(routers, job, groups);
        var unused = load.clock.scheduleAtFixedRate(
                () -> load.clients.execute(load::push), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        return load;
    }

    String path(int group) {
        return "/metrics/job/" + job + "/instance/" + group;
    }

    Map<String, String> labels(int group) {
        return Map.of("job", job, "instance", String.valueOf(group));
    }

    private void push() {
        int turn = next.getAndIncrement();
        int group = turn % groups;
        if (underWay.putIfAbsent(group, true) == null) {
            try {
                List<URI> all = routers.get();
                push(group, all.get(turn / groups % all.size()));
            } finally {
                underWay.remove(group);
            }
        }
    }

    private void push(int group, URI router) {
        AtomicInteger last = acknowledged.computeIfAbsent(group, fresh -> new AtomicInteger());
        int number = last.get() + 1;
        int status = Http.follow(Http.put(URI.create(router + path(group)), "number " + number + "\n"))
                .statusCode();
        if (status == 200) {
            last.set(number);
        } else {
            failures.add("group " + group + " number " + number + ": " + status);
        }
    }

    /** The last number of each group so far that a gateway has taken. */
    Map<Integer, Integer> acknowledged() {
        Map<Integer, Integer> numbers = new HashMap<>();
        acknowledged.forEach((group, number) -> {
            if (number.get() > 0) {
                numbers.put(group, number.get());
            }
        });
        return numbers;
    }

    /** Ends the load and returns the last number of each group that a gateway has taken. */
    Map<Integer, AtomicInteger> stop() {
        clock.shutdownNow();
        clients.close();
        assertThat(failures).isEmpty();
        return acknowledged;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.shutdownNow();
    }
}
