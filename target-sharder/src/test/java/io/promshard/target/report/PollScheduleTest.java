package io.promshard.target.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollScheduleTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final PollSchedule schedule = new PollSchedule(Duration.ofSeconds(30), Duration.ofSeconds(1));

    @Test
    void eachCollectorIsAskedOnceARefreshAndNotAllAtOnce() {
        Set<Integer> seconds = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Instant asked = NOON;
            int asks = 0;
            for (int second = 1; second <= 300; second++) {
                Instant now = NOON.plusSeconds(second);
                if (schedule.samplesDue("host-" + i + ":9090", asked, now)) {
                    asked = now;
                    asks++;
                    seconds.add(second % 30);
                }
            }
            assertThat(asks).isEqualTo(10);
        }
        assertThat(seconds).hasSizeGreaterThan(8);
    }

    @Test
    void whoeverWasNeverAskedIsAskedAtOnce() {
        assertThat(schedule.samplesDue("a", Instant.MIN, NOON)).isTrue();
        assertThat(schedule.targetsDue(Instant.MIN, NOON)).isTrue();
    }

    @Test
    void whatHandOversWaitForIsAskedForEachBatch() {
        assertThat(schedule.targetsDue(NOON, NOON.plusMillis(999))).isFalse();
        assertThat(schedule.targetsDue(NOON, NOON.plusMillis(1000))).isTrue();
    }
}
