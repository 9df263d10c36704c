package io.promshard.target.discovery.consul;

import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.Indexed;
import io.promshard.shard.loop.Backoff;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.SourceException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Follows one thing in Consul by blocking queries, on a virtual thread of its own, and tells when it changed, failed or is well again.
 *
 * @param <T> what an answer tells
 */
final class Follower<T> implements AutoCloseable {

    /** No two queries are closer, whatever Consul answers. */
    private static final Duration PACE = Duration.ofMillis(100);

    private final String name;
    private final Query<T> query;
    private final Surroundings surroundings;
    private final Runnable news;
    private final Backoff backoff;
    private final Loop loop;
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private volatile State<T> state = new State<>(Optional.empty(), "it was not asked yet");
    private long index;
    private int failures;

    /** The last answer, or why there is none. */
    private record State<T>(Optional<T> value, String failure) {}

    Follower(String name, Query<T> query, Surroundings surroundings, Runnable news) {
        this.name = name;
        this.query = query;
        this.surroundings = surroundings;
        this.news = news;
        this.backoff = new Backoff(surroundings.random());
        this.loop = new Loop("consul " + name, Thread.ofVirtual(), surroundings);
    }

    void start() {
        loop.start(this::step, this::failed);
    }

    /**
     * What Consul said last.
     *
     * @param patience how long to wait if it never said anything
     * @throws SourceException if it could not be asked last time
     */
    T latest(Duration patience) throws SourceException, InterruptedException {
        try {
            asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SourceException(name + ": no answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new SourceException(name + ": " + e.getCause(), e);
        }
        State<T> now = state;
        return now.value().orElseThrow(() -> new SourceException(name + ": " + now.failure()));
    }

    @Override
    public void close() {
        loop.close();
    }

    private void step() throws InterruptedException {
        try {
            take(query.ask(index));
            surroundings.sleeper().sleep(PACE);
        } catch (ConsulException e) {
            failed(String.valueOf(e.getMessage()));
            surroundings.sleeper().sleep(backoff.after(failures));
        }
    }

    /** An index that goes back means another Consul, or one restored: what it counted from before says nothing. */
    private void take(Indexed<T> answer) {
        index = answer.index() < index ? 0 : answer.index();
        failures = 0;
        become(new State<>(Optional.of(answer.value()), ""));
    }

    private void failed(String why) {
        index = 0;
        failures++;
        become(new State<>(Optional.empty(), why));
    }

    private void become(State<T> next) {
        boolean same = next.equals(state);
        state = next;
        asked.complete(true);
        if (!same) {
            news.run();
        }
    }

    /** Asks from an index: see {@link io.promshard.shard.consul.ConsulCatalog}. */
    @FunctionalInterface
    interface Query<T> {
        Indexed<T> ask(long index) throws ConsulException, InterruptedException;
    }
}
