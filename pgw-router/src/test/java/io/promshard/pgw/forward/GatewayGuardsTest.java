package io.promshard.pgw.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.promshard.pgw.forward.GatewayGuard.Entry;
import org.junit.jupiter.api.Test;

class GatewayGuardsTest {

    private final GatewayGuards guards = new GatewayGuards(
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(4)
                    .failureRateThreshold(50)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build(),
            2);

    private void pushes(int count, Verdict verdict) {
        for (int i = 0; i < count; i++) {
            assertThat(guards.of("a").enter()).isEqualTo(Entry.ENTERED);
            guards.of("a").leave(verdict, 1);
        }
    }

    @Test
    void soManyAtATimeAreLetIn() {
        guards.of("a").enter();
        guards.of("a").enter();

        assertThat(guards.of("a").enter()).isEqualTo(Entry.FULL);
        assertThat(guards.of("b").enter()).isEqualTo(Entry.ENTERED);

        guards.of("a").leave(Verdict.SUCCEEDED, 1);

        assertThat(guards.of("a").enter()).isEqualTo(Entry.ENTERED);
    }

    @Test
    void failuresOpenTheCircuitOfThatGatewayAlone() {
        pushes(2, Verdict.SUCCEEDED);
        pushes(2, Verdict.FAILED);

        assertThat(guards.of("a").enter()).isEqualTo(Entry.OPEN);
        assertThat(guards.of("b").enter()).isEqualTo(Entry.ENTERED);
    }

    @Test
    void anOpenCircuitTakesNoPlace() {
        pushes(4, Verdict.FAILED);
        for (int i = 0; i < 5; i++) {
            assertThat(guards.of("a").enter()).isEqualTo(Entry.OPEN);
        }
        guards.of("a").breaker().reset();

        guards.of("a").enter();

        assertThat(guards.of("a").enter()).isEqualTo(Entry.ENTERED);
    }

    @Test
    void whatIsUndecidedSaysNothing() {
        pushes(20, Verdict.UNDECIDED);

        assertThat(guards.of("a").enter()).isEqualTo(Entry.ENTERED);
    }

    @Test
    void anUndecidedTrialLeavesRoomForTheNext() {
        pushes(4, Verdict.FAILED);
        guards.of("a").breaker().transitionToHalfOpenState();

        pushes(3, Verdict.UNDECIDED);
        pushes(1, Verdict.SUCCEEDED);

        pushes(5, Verdict.SUCCEEDED);
    }
}
