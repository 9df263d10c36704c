package io.promshard.query.client.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.FakeShardClient;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Replica;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedShardClientTest {

    private static final int CALLS = 4;
    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final ApiCall CALL = new ApiCall("/api/v1/query", List.of(), true);
    private static final Deadline AHEAD = new Deadline(() -> 0, 1);
    private static final Deadline PASSED = new Deadline(() -> 1, 1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(CALLS)
            .minimumNumberOfCalls(CALLS)
            .failureRateThreshold(50)
            .waitDurationInOpenState(OPEN)
            .permittedNumberOfCallsInHalfOpenState(1)
            .clock(clock)
            .build());
    private final BulkheadRegistry bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
            .maxConcurrentCalls(2)
            .maxWaitDuration(Duration.ZERO)
            .build());
    private final Replica server = new Replica("one", URI.create("http://one:9090"));
    private final FakeShardClient client = new FakeShardClient();
    private boolean well = true;
    private final GuardedShardClient guarded = new GuardedShardClient(client, breakers, bulkheads, replica -> well);

    private State stateAfter(Deadline deadline) {
        for (int i = 0; i < CALLS; i++) {
            try (ShardAnswer answer = guarded.call(server, CALL, deadline)) {
                assertThat(answer.body().readAllBytes()).isNotNull();
            } catch (IOException expected) {
                assertThat(expected).isInstanceOf(ShardFailure.class);
            }
        }
        return state();
    }

    private State state() {
        return breakers.circuitBreaker(server.url().toString()).getState();
    }

    @Nested
    class Opens {

        @Test
        void onConnectionsThatAreRefused() {
            client.fails(server, new ShardFailure.Unreachable("refused"));

            assertThat(stateAfter(AHEAD)).isEqualTo(State.OPEN);
            assertThatExceptionOfType(ShardFailure.Refused.class)
                    .isThrownBy(() -> guarded.call(server, CALL, AHEAD))
                    .withMessage("it failed too often lately");
            assertThat(client.asked()).hasSize(CALLS);
        }

        @Test
        void onAnswersThatBreakOff() {
            client.breaks(server, 200, new ShardFailure.Broken("x"));

            assertThat(stateAfter(AHEAD)).isEqualTo(State.OPEN);
        }

        @Test
        void onBodiesThatStallBeforeTheDeadline() {
            client.breaks(server, 200, new ShardFailure.TimedOut("x"));

            assertThat(stateAfter(AHEAD)).isEqualTo(State.OPEN);
        }

        @Test
        void onSilenceOfAServerThatAnswersNoProbesEither() {
            client.fails(server, new ShardFailure.TimedOut("x"));
            well = false;

            assertThat(stateAfter(PASSED)).isEqualTo(State.OPEN);
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502})
        void onErrorsOfTheServer(int status) {
            client.answers(server, status, "");

            assertThat(stateAfter(AHEAD)).isEqualTo(State.OPEN);
        }
    }

    @Nested
    class StaysClosed {

        @ParameterizedTest
        @ValueSource(ints = {200, 400, 422, 429, 499, 503, 504})
        void onWhatTheQueryMayHaveCaused(int status) {
            client.answers(server, status, "");

            assertThat(stateAfter(AHEAD)).isEqualTo(State.CLOSED);
        }

        @Test
        void onSlowQueriesOfAServerThatIsWell() {
            client.fails(server, new ShardFailure.TimedOut("x"));

            assertThat(stateAfter(PASSED)).isEqualTo(State.CLOSED);
        }

        @Test
        void onAnswersThatAreTooLarge() {
            client.breaks(server, 200, new ShardFailure.TooLarge("x"));

            assertThat(stateAfter(AHEAD)).isEqualTo(State.CLOSED);
        }

        @Test
        void onCallersThatLeave() {
            client.fails(server, new ShardFailure.Cancelled("x"));

            assertThat(stateAfter(AHEAD)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void triesAgainAfterAWhileAndRecovers() {
        client.fails(server, new ShardFailure.Unreachable("refused"));
        stateAfter(AHEAD);
        client.answers(server, 200, "");
        now.updateAndGet(then -> then.plus(OPEN).plusMillis(1));

        assertThat(stateAfter(AHEAD)).isEqualTo(State.CLOSED);
        assertThat(client.asked()).hasSize(2 * CALLS);
    }

    @Test
    void aTrialThatSaysNothingIsRepeated() {
        client.fails(server, new ShardFailure.Unreachable("refused"));
        stateAfter(AHEAD);
        client.fails(server, new ShardFailure.Cancelled("x"));
        now.updateAndGet(then -> then.plus(OPEN).plusMillis(1));

        assertThat(stateAfter(AHEAD)).isEqualTo(State.HALF_OPEN);
        assertThat(client.asked()).hasSize(2 * CALLS);
    }

    @Test
    void aCallIsUnderWayUntilItsAnswerIsClosed() throws Exception {
        client.answers(server, 200, "");
        ShardAnswer first = guarded.call(server, CALL, AHEAD);
        ShardAnswer second = guarded.call(server, CALL, AHEAD);

        assertThatExceptionOfType(ShardFailure.Refused.class)
                .isThrownBy(() -> guarded.call(server, CALL, AHEAD))
                .withMessage("as many calls as it may have are under way");
        first.close();
        first.close();
        guarded.call(server, CALL, AHEAD).close();
        second.close();

        assertThat(bulkheads.bulkhead(server.url().toString()).getMetrics().getAvailableConcurrentCalls())
                .isEqualTo(2);
    }

    @Test
    void eachServerHasItsOwn() throws Exception {
        Replica other = new Replica("two", URI.create("http://two:9090"));
        client.fails(server, new ShardFailure.Unreachable("refused")).answers(other, 200, "");
        stateAfter(AHEAD);

        try (ShardAnswer answer = guarded.call(other, CALL, AHEAD)) {
            assertThat(answer.status()).isEqualTo(200);
        }
    }
}
