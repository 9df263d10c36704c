package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.FakeShardClient;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.client.guard.FirstAnsweringReplica;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeteredShardCallsTest {

    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(5), System::nanoTime);
    private static final ApiCall CALL = new ApiCall("/api/v1/query", List.of(), true);

    private final Replica one = new Replica("one", URI.create("http://one:9090"));
    private final Shard shard = new Shard("a", new FeatureLabel.External("a"), List.of(one));
    private final FakeShardClient client = new FakeShardClient();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();
    private final MeteredShardCalls calls =
            new MeteredShardCalls(new FirstAnsweringReplica(client, replica -> true), registry, now::get);

    private Timer timed(String outcome) {
        return registry.get("query.router.shard.call.duration")
                .tag("shard", "a")
                .tag("outcome", outcome)
                .timer();
    }

    @ParameterizedTest
    @CsvSource({"200, 2xx", "422, 4xx", "503, 5xx"})
    void timesACallUntilItsAnswerIsClosed(int status, String outcome) throws Exception {
        client.answers(one, status, "");

        try (ShardAnswer answer = calls.call(shard, CALL, SOON).answer()) {
            assertThat(answer.status()).isEqualTo(status);
            now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        }

        assertThat(timed(outcome).count()).isEqualTo(1);
        assertThat(timed(outcome).totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ShardFailure.Unreachable("x"), "unreachable"),
                Arguments.of(new ShardFailure.TimedOut("x"), "timed_out"),
                Arguments.of(new ShardFailure.Broken("x"), "broken"),
                Arguments.of(new ShardFailure.Refused("x"), "refused"),
                Arguments.of(new ShardFailure.TooLarge("x"), "too_large"),
                Arguments.of(new ShardFailure.Cancelled("x"), "cancelled"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void namesEachFailure(ShardFailure failure, String outcome) {
        client.fails(one, failure);

        assertThatExceptionOfType(ShardFailure.class).isThrownBy(() -> calls.call(shard, CALL, SOON));

        assertThat(timed(outcome).count()).isEqualTo(1);
    }

    @Test
    void aBodyThatFailsIsTheOutcome() throws Exception {
        client.breaks(one, 200, new ShardFailure.Broken("x"));

        try (ShardAnswer answer = calls.call(shard, CALL, SOON).answer()) {
            assertThatExceptionOfType(ShardFailure.Broken.class)
                    .isThrownBy(() -> answer.body().readAllBytes());
        }

        assertThat(timed("broken").count()).isEqualTo(1);
    }
}
