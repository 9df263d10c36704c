package io.promshard.target.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleLeadershipTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);

    @Test
    void alwaysDecidesInATermByTheClock() {
        try (Leadership single = new SingleLeadership(0, CLOCK)) {
            List<Role> heard = new ArrayList<>();
            single.start(heard::add);

            assertThat(single.role()).isEqualTo(new Role.Alone(1_000));
            assertThat(heard).containsExactly(new Role.Alone(1_000));
        }
    }

    @Test
    void decidesInATermAboveTheLastThoughTheClockWentBack() {
        try (Leadership single = new SingleLeadership(5_000, CLOCK)) {
            assertThat(single.role()).isEqualTo(new Role.Alone(5_001));
        }
    }
}
