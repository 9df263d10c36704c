package io.promshard.shard.consul.lock;

import java.time.Duration;

/**
 * The times of a lock. A holder that dies has a successor after {@code checkTtl} and {@code lockDelay}; one that is cut off leads for
 * no longer than {@code lease}, which ends before its session does, and before {@code lockDelay} is over if Consul ended the session
 * for another reason.
 *
 * @param heartbeat how often the holder assures itself of the lock
 * @param lease how long it leads after the last time that it did, counted from before it asked
 * @param checkTtl how long its check at the agent stays passing without a heartbeat
 * @param lockDelay how long Consul gives the lock to nobody after it took it away; none after an orderly release
 * @param sessionTtl the session's own limit, for an agent that cannot report the check; Consul takes up to twice that
 */
public record LockTiming(
        Duration heartbeat, Duration lease, Duration checkTtl, Duration lockDelay, Duration sessionTtl) {

    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

    /** A successor 8 s after a death, and three heartbeats that may fail. */
    public static final LockTiming STANDARD = new LockTiming(
            Duration.ofSeconds(1),
            Duration.ofMillis(3_500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            Duration.ofSeconds(10));

    public LockTiming {
        require(heartbeat.isPositive(), "heartbeat must be positive, got: ", heartbeat);
        require(lease.compareTo(heartbeat.multipliedBy(2)) >= 0, "lease must be two heartbeats at least, got: ", lease);
        require(checkTtl.compareTo(lease) > 0, "check-ttl must be longer than the lease, got: ", checkTtl);
        require(lockDelay.compareTo(lease) > 0, "lock-delay must be longer than the lease, got: ", lockDelay);
        require(lockDelay.compareTo(LONGEST_DELAY) <= 0, "lock-delay must be 60 s at most, got: ", lockDelay);
        require(sessionTtl.compareTo(SHORTEST_SESSION) >= 0, "session-ttl must be 10 s at least, got: ", sessionTtl);
    }

    private static void require(boolean holds, String message, Duration got) {
        if (!holds) {
            throw new IllegalArgumentException(message + got);
        }
    }
}
