package io.promshard.target.discovery;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.DiscoveredTarget;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that a test tells what to answer. */
public final class FakeSource implements TargetSource {

    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answering answering = List::of;
    private volatile Runnable news = () -> {};

    public static FakeSource of(String... addresses) {
        FakeSource source = new FakeSource();
        source.give(addresses);
        return source;
    }

    public static List<DiscoveredTarget> targets(String... addresses) {
        return Arrays.stream(addresses)
                .map(address -> DiscoveredTarget.of(Labels.of("__address__", address)))
                .toList();
    }

    public void give(String... addresses) {
        give(targets(addresses));
    }

    public void give(List<DiscoveredTarget> targets) {
        answer(() -> targets);
    }

    public void fail(String why) {
        answer(() -> {
            throw new SourceException("fake: " + why);
        });
    }

    public void answer(Answering next) {
        answering = next;
        news.run();
    }

    public void hang() {
        answer(() -> {
            if (closed.await(1, TimeUnit.SECONDS)) {
                return List.of();
            }
            throw new SourceException("fake: no answer within 1000 ms");
        });
    }

    public int reads() {
        return reads.get();
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<DiscoveredTarget> read() throws SourceException, InterruptedException {
        reads.incrementAndGet();
        return answering.answer();
    }

    @Override
    public void watch(Runnable listener) {
        news = listener;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** One answer. */
    @FunctionalInterface
    public interface Answering {
        List<DiscoveredTarget> answer() throws SourceException, InterruptedException;
    }
}
