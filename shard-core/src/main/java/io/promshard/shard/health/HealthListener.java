package io.promshard.shard.health;

/**
 * Told when a member becomes suspect or is trusted again, by the thread that saw it. It must not block, nor call the
 * {@link Prober}.
 *
 * <p>Two turns at once may be told in either order: what stands is {@link HealthTracker#of}.
 */
@FunctionalInterface
public interface HealthListener {

    void changed(String memberId, MemberHealth health);
}
