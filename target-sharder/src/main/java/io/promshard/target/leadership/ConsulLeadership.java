package io.promshard.target.leadership;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.lock.ConsulLock;
import io.promshard.shard.consul.lock.LockHolder;
import io.promshard.shard.consul.lock.LockSettings;
import io.promshard.shard.consul.lock.LockState;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.consul.lock.LockState.Unknown;
import io.promshard.shard.consul.lock.LockState.Waiting;
import io.promshard.shard.loop.Surroundings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** By a lock in Consul: who holds it decides. */
public final class ConsulLeadership implements Leadership {

    private static final RoleListener NOBODY = role -> {};

    private final ConsulLock lock;
    private final AtomicReference<RoleListener> listener = new AtomicReference<>(NOBODY);

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    public ConsulLeadership(ConsulApi api, LockSettings settings, Surroundings surroundings, LongSupplier nanos) {
        this.lock = new ConsulLock(api, settings, state -> listener.get().changed(role(state)), surroundings, nanos);
    }

    @Override
    public Role role() {
        return role(lock.state());
    }

    /** The lock as it is held, to write under it; empty if it is not. */
    public Optional<Held> held() {
        return lock.state() instanceof Held held ? Optional.of(held) : Optional.empty();
    }

    @Override
    public void start(RoleListener newListener) {
        listener.set(newListener);
        lock.start();
    }

    @Override
    public void close() {
        lock.close();
    }

    private static Role role(LockState state) {
        return switch (state) {
            case Held held -> new Role.Leader(held.term());
            case Waiting waiting -> new Role.Follower(waiting.holder().map(ConsulLeadership::peer));
            case Unknown unknown -> new Role.Unknown(unknown.reason());
        };
    }

    private static Peer peer(LockHolder holder) {
        return new Peer(holder.id(), holder.address());
    }
}
