package io.promshard.shard.consul.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockTimingTest {

    @Test
    void givesADeadLeaderASuccessorWithinTenSeconds() {
        LockTiming standard = LockTiming.STANDARD;

        assertThat(standard.checkTtl().plus(standard.lockDelay())).isLessThan(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @CsvSource({
        "0,    3500, 4000, 4000,  10000, 'heartbeat must be positive, got: PT0S'",
        "2000, 3500, 4000, 4000,  10000, 'lease must be two heartbeats at least, got: PT3.5S'",
        "1000, 3500, 3500, 4000,  10000, 'check-ttl must be longer than the lease, got: PT3.5S'",
        "1000, 3500, 4000, 3500,  10000, 'lock-delay must be longer than the lease, got: PT3.5S'",
        "1000, 3500, 4000, 60001, 10000, 'lock-delay must be 60 s at most, got: PT1M0.001S'",
        "1000, 3500, 4000, 4000,  9999,  'session-ttl must be 10 s at least, got: PT9.999S'",
    })
    void refusesTimesUnderWhichTwoCouldLead(
            long heartbeat, long lease, long checkTtl, long lockDelay, long sessionTtl, String message) {
        assertThatThrownBy(() -> new LockTiming(
                        Duration.ofMillis(heartbeat),
                        Duration.ofMillis(lease),
                        Duration.ofMillis(checkTtl),
                        Duration.ofMillis(lockDelay),
                        Duration.ofMillis(sessionTtl)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
