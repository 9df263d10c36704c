package io.promshard.target.leadership.snapshot;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.lock.FencedValue;
import io.promshard.shard.consul.lock.FencedValueWatch;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.loop.Surroundings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consul's key-value store, for sharders that share one leader: only who holds the lock can write. */
public final class ConsulSnapshotStore implements SnapshotStore {

    private static final Logger log = LoggerFactory.getLogger(ConsulSnapshotStore.class);

    private final ConsulApi api;
    private final String key;
    private final FencedValue value;
    private final Supplier<Optional<Held>> lock;
    private final Surroundings surroundings;
    private final AtomicReference<@Nullable FencedValueWatch> watch = new AtomicReference<>();

    /**
     * @param key under which snapshots are kept, another than the lock's
     * @param lock as it is held by this sharder now
     */
    public ConsulSnapshotStore(
            ConsulApi api, String key, String lockKey, Supplier<Optional<Held>> lock, Surroundings surroundings) {
        this.api = api;
        this.key = key;
        this.value = new FencedValue(api, key, lockKey, surroundings.random());
        this.lock = lock;
        this.surroundings = surroundings;
    }

    @Override
    public Reading read() {
        try {
            return value.read()
                    .flatMap(this::parse)
                    .<Reading>map(Reading.Found::new)
                    .orElseGet(Reading.Nothing::new);
        } catch (ConsulException e) {
            return new Reading.Failed(key + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Failed(key + ": interrupted");
        }
    }

    @Override
    public Writing write(Snapshot snapshot) {
        Optional<Held> held = lock.get().filter(now -> now.term() == snapshot.term());
        if (held.isEmpty()) {
            return new Writing.Fenced();
        }
        try {
            return value.write(SnapshotFrame.write(snapshot), held.get())
                    ? new Writing.Written()
                    : new Writing.Fenced();
        } catch (ConsulException e) {
            return new Writing.Failed(key + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Writing.Failed(key + ": interrupted");
        }
    }

    @Override
    public void watch(Consumer<Snapshot> listener) {
        FencedValueWatch mine =
                new FencedValueWatch(api, key, value, bytes -> parse(bytes).ifPresent(listener), surroundings);
        if (!watch.compareAndSet(null, mine)) {
            throw new IllegalStateException(key + " can be watched once");
        }
        mine.start();
    }

    @Override
    public void close() {
        FencedValueWatch mine = watch.get();
        if (mine != null) {
            mine.close();
        }
    }

    private Optional<Snapshot> parse(byte[] bytes) {
        try {
            return Optional.of(SnapshotFrame.read(bytes));
        } catch (SnapshotException e) {
            log.warn("{} is ignored, and the state is rebuilt from what collectors report: {}", key, e.getMessage());
            return Optional.empty();
        }
    }
}
