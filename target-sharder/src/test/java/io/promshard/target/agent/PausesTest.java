package io.promshard.target.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausesTest {

    private final Pauses pauses = new Pauses(3, new Random(1));

    @Test
    void theFirstRoundIsQuickAndLaterOnesAreNot() {
        assertThat(pauses.after(1)).isEqualTo(Duration.ofMillis(50));
        assertThat(pauses.after(2)).isEqualTo(Duration.ofMillis(50));
        for (int failures = 3; failures < 6; failures++) {
            assertThat(pauses.after(failures)).isBetween(Duration.ofMillis(50), Duration.ofMillis(500));
        }
        assertThat(pauses.after(Integer.MAX_VALUE)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(10));
    }

    @Test
    void whoDoesNotWaitIsNotAskedInALoop() {
        assertThat(pauses.afterNothing(Duration.ofMillis(3))).isPositive();
        assertThat(pauses.afterNothing(Duration.ofSeconds(30))).isZero();
    }
}
