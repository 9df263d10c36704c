package io.promshard.shard.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberHealthTest {

    @Nested
    class AfterProbes {

        /** R: ready, U: unready, G: gone, D: unready after a doubt, X: a request could not reach it. */
        @ParameterizedTest
        @CsvSource({
            // probes,    suspect, failures, successes, reason
            "'',          false,   0, 3, ''",
            "R,           false,   0, 4, ''",
            // two slow answers in a row, but not one, nor two with a good one between
            "U,           false,   1, 0, ''",
            "U U,         true,    2, 0, unready 2",
            "U R U,       false,   1, 0, ''",
            "U U U,       true,    3, 0, unready 3",
            // what needs no second sign
            "G,           true,    1, 0, gone 1",
            "D,           true,    1, 0, unready 1",
            "X,           true,    1, 0, unreachable 1",
            "R R R R X,   true,    1, 0, unreachable 5",
            // trust needs three good answers in a row
            "G R,         true,    0, 1, gone 1",
            "G R R,       true,    0, 2, gone 1",
            "G R R R,     false,   0, 3, gone 1",
            "G R R U,     true,    1, 0, gone 1",
            "G R R U R R, true,    0, 2, gone 1",
            "G R R X R R, true,    0, 2, unreachable 4",
            "G R R U R R R, false, 0, 3, gone 1",
            // it starts anew from there
            "G R R R U,   false,   1, 0, gone 1",
            "G R R R U U, true,    2, 0, unready 6",
        })
        void turnsAsTheTableSays(String probes, boolean suspect, int failures, int successes, String reason) {
            MemberHealth health = MemberHealth.WELL;

            String[] steps = Arrays.stream(probes.split(" "))
                    .filter(step -> !step.isEmpty())
                    .toArray(String[]::new);
            for (int i = 0; i < steps.length; i++) {
                health = step(health, steps[i], i + 1);
            }

            assertThat(health).isEqualTo(new MemberHealth(suspect, failures, successes, reason));
        }
    }

    @Test
    void aDoubtIsNoFailure() {
        assertThat(MemberHealth.WELL.after(new ProbeResult.Ready(), true).suspect())
                .isFalse();
    }

    private static MemberHealth step(MemberHealth health, String step, int number) {
        return switch (step) {
            case "R" -> health.after(new ProbeResult.Ready(), false);
            case "U" -> health.after(new ProbeResult.Unready("unready " + number), false);
            case "D" -> health.after(new ProbeResult.Unready("unready " + number), true);
            case "G" -> health.after(new ProbeResult.Gone("gone " + number), false);
            case "X" -> health.suspectedFor("unreachable " + number);
            default -> throw new IllegalArgumentException(step);
        };
    }
}
