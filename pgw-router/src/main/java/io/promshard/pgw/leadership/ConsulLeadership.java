package io.promshard.pgw.leadership;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.lock.ConsulLock;
import io.promshard.shard.consul.lock.LockSettings;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.loop.Surroundings;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** By a lock in Consul: who holds it decides. */
public final class ConsulLeadership implements Leadership {

    private final ConsulLock lock;
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    public ConsulLeadership(ConsulApi api, LockSettings settings, Surroundings surroundings, LongSupplier nanos) {
        this.lock = new ConsulLock(api, settings, state -> listener.get().run(), surroundings, nanos);
    }

    @Override
    public boolean leads() {
        return lock.state() instanceof Held;
    }

    @Override
    public void start(Runnable changed) {
        listener.set(changed);
        lock.start();
    }

    @Override
    public void close() {
        lock.close();
    }
}
