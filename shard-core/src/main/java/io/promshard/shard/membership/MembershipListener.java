package io.promshard.shard.membership;

/** Told of each new view, in order, by the thread of the source; it must not block. */
@FunctionalInterface
public interface MembershipListener {

    void changed(MembershipView view);
}
