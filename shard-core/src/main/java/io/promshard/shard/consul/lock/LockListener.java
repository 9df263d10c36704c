package io.promshard.shard.consul.lock;

/** Is told of each change, on the lock's thread: while it works the lease runs down. */
@FunctionalInterface
public interface LockListener {

    void changed(LockState state);
}
