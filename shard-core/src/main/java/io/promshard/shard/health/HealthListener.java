package io.promshard.shard.health;

/** Told when a member becomes suspect or is trusted again; it must not block. */
@FunctionalInterface
public interface HealthListener {

    void changed(String memberId, MemberHealth health);
}
