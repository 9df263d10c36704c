package io.promshard.pgw.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeTest {

    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(10));
    private static final Sign WELL = new Sign(true, true, "p1", false, false);
    private static final Sign CLEAN = new Sign(true, true, "p1", true, false);
    private static final Sign ILL = new Sign(true, false, "", false, false);
    private static final Sign NEEDED = new Sign(true, true, "p1", false, true);
    private static final Sign NEW_PROCESS = new Sign(true, true, "p2", false, false);
    private static final Sign NO_MEMBER = new Sign(false, false, "", false, false);

    private Instant now = Instant.EPOCH;
    private Life life = Life.begin(now).after(WELL, now, PATIENCE);

    private State after(double seconds, Sign sign) {
        now = now.plusMillis((long) (seconds * 1_000));
        life = life.after(sign, now, PATIENCE);
        return life.state();
    }

    @Nested
    class AShortFailure {

        @Test
        void ofTheSameProcessIsNone() {
            assertThat(after(1, ILL)).isEqualTo(State.SUSPECT);
            assertThat(after(9.9, WELL)).isEqualTo(State.UP);
            assertThat(life.returns()).isEmpty();
        }

        @Test
        void thatWasARestartIsAReturn() {
            after(1, ILL);

            assertThat(after(0.5, NEW_PROCESS)).isEqualTo(State.RETURNING);
        }

        @Test
        void ofAProcessThatNobodyKnowsIsNone() {
            after(1, ILL);

            assertThat(after(1, new Sign(true, true, "", false, false))).isEqualTo(State.UP);
        }
    }

    @Test
    void aRestartThatNobodySawIsAReturn() {
        assertThat(after(5, NEW_PROCESS)).isEqualTo(State.RETURNING);
    }

    @Nested
    class ALongFailure {

        @Test
        void isDownAndThenAReturn() {
            after(1, ILL);
            assertThat(after(9.9, ILL)).isEqualTo(State.SUSPECT);
            assertThat(after(0.1, ILL)).isEqualTo(State.DOWN);
            assertThat(after(60, WELL)).isEqualTo(State.RETURNING);
        }

        @Test
        void isAReturnEvenIfNobodyLookedAfterTenSeconds() {
            after(1, ILL);

            assertThat(after(10, WELL)).isEqualTo(State.RETURNING);
        }
    }

    @Nested
    class AReturn {

        private void fail() {
            after(1, ILL);
            after(10, ILL);
            after(1, WELL);
        }

        @Test
        void endsOnceTheGatewayIsClean() {
            fail();

            assertThat(after(1, WELL)).isEqualTo(State.RETURNING);
            assertThat(after(100, WELL)).isEqualTo(State.RETURNING);
            assertThat(after(0, CLEAN)).isEqualTo(State.UP);
        }

        @Test
        void endsIfNobodyElseIsThere() {
            fail();

            assertThat(after(0, NEEDED)).isEqualTo(State.UP);
        }

        @Test
        void thatFailsAgainIsDown() {
            fail();

            assertThat(after(1, ILL)).isEqualTo(State.DOWN);
        }

        @ParameterizedTest
        @CsvSource({"1, 0", "2, 5", "3, 10", "4, 20", "7, 160", "8, 300", "30, 300"})
        void takesLongerEachTime(int returns, long seconds) {
            assertThat(PATIENCE.after(returns)).isEqualTo(Duration.ofSeconds(seconds));
        }

        @Test
        void theSecondWithinTheWindowMustStayForAWhile() {
            fail();
            after(0, CLEAN);
            fail();

            assertThat(after(4.9, CLEAN)).isEqualTo(State.RETURNING);
            assertThat(after(0.1, CLEAN)).isEqualTo(State.UP);
        }

        @Test
        void longAgoCountsNoMore() {
            fail();
            after(0, CLEAN);
            after(600, CLEAN);
            fail();

            assertThat(after(0, CLEAN)).isEqualTo(State.UP);
        }
    }

    @Nested
    class ThatLeft {

        @Test
        void isLeftAndComesBackAsOneThatReturns() {
            assertThat(after(1, NO_MEMBER)).isEqualTo(State.LEFT);
            assertThat(after(1, CLEAN)).isEqualTo(State.RETURNING);
            assertThat(after(1, CLEAN)).isEqualTo(State.UP);
        }

        @Test
        void isDownIfItComesBackIll() {
            after(1, NO_MEMBER);

            assertThat(after(1, ILL)).isEqualTo(State.DOWN);
        }
    }

    /** Whatever is seen, who failed for long or as another process gets no pushes before it is clean, or needed. */
    @Test
    void nobodyIsAdmittedUnseen() {
        Random random = new Random(5);
        List<Sign> signs = List.of(WELL, CLEAN, ILL, NEEDED, NEW_PROCESS, NO_MEMBER);
        for (int i = 0; i < 100_000; i++) {
            Sign sign = signs.get(random.nextInt(signs.size()));
            State before = life.state();
            if (after(random.nextInt(12), sign) == State.UP) {
                assertThat(before).isIn(State.UP, State.SUSPECT, State.RETURNING);
                assertThat(before != State.RETURNING || sign.clean() || sign.needed())
                        .isTrue();
            }
        }
    }
}
