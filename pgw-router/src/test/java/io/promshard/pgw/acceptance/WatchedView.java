package io.promshard.pgw.acceptance;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Scrapes the merged view again and again, and notes each series that is gone which was there at the scrape before, each whose value has
 * fallen, and each that is behind what it had to be before the scrape.
 */
final class WatchedView implements AutoCloseable {

    private final URI url;
    private final Supplier<Map<String, Integer>> least;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger scrapes = new AtomicInteger();
    private final Map<String, Double> shown = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private WatchedView(URI url, Supplier<Map<String, Integer>> least) {
        this.url = url;
        this.least = least;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    /**
     * Begins.
     *
     * @param least by series, what it must have at least from now on
     */
    static WatchedView of(RouterUnderTest router, Supplier<Map<String, Integer>> least) {
        return new WatchedView(router.url("/metrics"), least);
    }

    private void run() {
        while (!closed) {
            Map<String, Integer> before = least.get();
            HttpResponse<String> answer = Http.get(url);
            if (answer.statusCode() == 200) {
                compare(numbers(answer.body()), before);
            } else {
                faults.add("scrape " + scrapes + ": " + answer.statusCode() + " " + answer.body());
            }
            scrapes.incrementAndGet();
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void compare(Map<String, Double> now, Map<String, Integer> before) {
        shown.forEach((series, value) -> {
            if (now.getOrDefault(series, -1.0) < value) {
                faults.add("scrape " + scrapes + ": " + series + " was " + value + " and is " + now.get(series));
            }
        });
        before.forEach((series, value) -> {
            if (now.getOrDefault(series, -1.0) < value) {
                faults.add(
                        "scrape " + scrapes + ": " + series + " was pushed as " + value + " and is " + now.get(series));
            }
        });
        shown.putAll(now);
    }

    /** The samples of an exposition that are no times of pushes. */
    static Map<String, Double> numbers(String exposition) {
        Map<String, Double> numbers = new HashMap<>();
        exposition
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("push_"))
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    numbers.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
                });
        return numbers;
    }

    int scrapes() {
        return scrapes.get();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
