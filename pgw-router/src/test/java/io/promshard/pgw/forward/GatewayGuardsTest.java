package io.promshard.pgw.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.promshard.pgw.forward.GatewayGuards.Entry;
import io.promshard.pgw.forward.GatewayGuards.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayGuardsTest {

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(4)
            .minimumNumberOfCalls(4)
            .failureRateThreshold(50)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
    private final GatewayGuards guards = new GatewayGuards(
            breakers,
            BulkheadRegistry.of(BulkheadConfig.custom()
                    .maxConcurrentCalls(2)
                    .maxWaitDuration(Duration.ZERO)
                    .build()));

    private void pushes(int count, Verdict verdict) {
        for (int i = 0; i < count; i++) {
            assertThat(guards.enter("a")).isEqualTo(Entry.ENTERED);
            guards.leave("a", verdict, 1);
        }
    }

    @Test
    void soManyAtATimeAreLetIn() {
        guards.enter("a");
        guards.enter("a");

        assertThat(guards.enter("a")).isEqualTo(Entry.FULL);
        assertThat(guards.enter("b")).isEqualTo(Entry.ENTERED);

        guards.leave("a", Verdict.SUCCEEDED, 1);

        assertThat(guards.enter("a")).isEqualTo(Entry.ENTERED);
    }

    @Test
    void failuresOpenTheCircuitOfThatGatewayAlone() {
        pushes(2, Verdict.SUCCEEDED);
        pushes(2, Verdict.FAILED);

        assertThat(guards.enter("a")).isEqualTo(Entry.OPEN);
        assertThat(guards.enter("b")).isEqualTo(Entry.ENTERED);
    }

    @Test
    void anOpenCircuitTakesNoPlace() {
        pushes(4, Verdict.FAILED);
        for (int i = 0; i < 5; i++) {
            assertThat(guards.enter("a")).isEqualTo(Entry.OPEN);
        }
        breakers.circuitBreaker("a").reset();

        guards.enter("a");

        assertThat(guards.enter("a")).isEqualTo(Entry.ENTERED);
    }

    @Test
    void whatIsUndecidedSaysNothing() {
        pushes(20, Verdict.UNDECIDED);

        assertThat(guards.enter("a")).isEqualTo(Entry.ENTERED);
    }

    @Test
    void anUndecidedTrialLeavesRoomForTheNext() {
        pushes(4, Verdict.FAILED);
        breakers.circuitBreaker("a").transitionToHalfOpenState();

        pushes(3, Verdict.UNDECIDED);
        pushes(1, Verdict.SUCCEEDED);

        pushes(5, Verdict.SUCCEEDED);
    }
}
