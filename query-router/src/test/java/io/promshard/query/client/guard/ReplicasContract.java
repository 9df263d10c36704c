package io.promshard.query.client.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.FakeShardClient;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardCalls.Answered;
import io.promshard.query.client.ShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of whoever asks a shard's replicas. */
abstract class ReplicasContract {

    private static final String TIMEOUT =
            "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out in expression evaluation\"}";
    static final ApiCall CALL = new ApiCall("/api/v1/query", List.of(), true);

    final Replica one = new Replica("one", URI.create("http://one:9090"));
    final Replica two = new Replica("two", URI.create("http://two:9090"));
    final Shard shard = new Shard("a", new FeatureLabel.External("a"), List.of(one, two));
    private final FakeShardClient client = new FakeShardClient().answers(two, 200, "two's");
    final Set<Replica> suspects = ConcurrentHashMap.newKeySet();
    /** Who asks. */
    abstract ShardCalls over(ShardClient of, Predicate<Replica> well);

    private ShardCalls calls() {
        return over(client, replica -> !suspects.contains(replica));
    }

    private Answered call() throws ShardFailure {
        return calls().call(shard, CALL, Deadline.after(Duration.ofSeconds(5), System::nanoTime));
    }

    private static String text(Answered answered) throws IOException {
        return new String(answered.answer().body().readAllBytes(), UTF_8);
    }

    static Stream<ShardFailure> failuresOfTheServer() {
        return Stream.of(
                new ShardFailure.Unreachable("x"), new ShardFailure.Broken("x"), new ShardFailure.Refused("x"));
    }

    static Stream<ShardFailure> failuresThatStay() {
        return Stream.of(
                new ShardFailure.TimedOut("x"), new ShardFailure.TooLarge("x"), new ShardFailure.Cancelled("x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 404, 422, 429})
    void takesTheFirstsAnswer(int status) throws Exception {
        client.answers(one, status, "one's");

        Answered answered = call();

        assertThat(answered.replica()).isEqualTo(one);
        assertThat(answered.answer().status()).isEqualTo(status);
        assertThat(text(answered)).isEqualTo("one's");
        assertThat(client.asked()).containsExactly("one");
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheServer")
    void asksTheNextWhenAServerFails(ShardFailure failure) throws Exception {
        client.fails(one, failure);

        assertThat(call().replica()).isEqualTo(two);
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500, 502, 503, 504})
    void asksTheNextAfterA5xx(int status) throws Exception {
        client.answers(one, status, "<html>no</html>");

        assertThat(text(call())).isEqualTo("two's");
    }

    @Test
    void asksTheNextWhenA5xxBreaksOff() throws Exception {
        client.breaks(one, 500, new ShardFailure.Broken("x"));

        assertThat(text(call())).isEqualTo("two's");
    }

    @Test
    void aQueryThatTookTooLongIsNotAskedTwice() throws Exception {
        client.answers(one, 503, TIMEOUT);

        Answered answered = call();

        assertThat(answered.answer().status()).isEqualTo(503);
        assertThat(text(answered)).isEqualTo(TIMEOUT);
        assertThat(client.asked()).containsExactly("one");
    }

    @ParameterizedTest
    @MethodSource("failuresThatStay")
    void asksNobodyElseAfterAFailureThatStays(ShardFailure failure) {
        client.fails(one, failure);

        assertThatExceptionOfType(ShardFailure.class).isThrownBy(this::call).isSameAs(failure);
        assertThat(client.asked()).containsExactly("one");
    }

    @Test
    void asksThoseFirstThatAnswerTheirProbesAndTheOthersStill() throws Exception {
        client.answers(one, 200, "one's").fails(two, new ShardFailure.Unreachable("x"));
        suspects.add(one);

        assertThat(call().replica()).isEqualTo(one);
        assertThat(client.asked()).containsExactly("two", "one");
    }

    @Test
    void throwsTheLastFailureWithThoseBefore() {
        ShardFailure first = new ShardFailure.Refused("first");
        client.fails(one, first).fails(two, new ShardFailure.Unreachable("last"));

        assertThatExceptionOfType(ShardFailure.Unreachable.class)
                .isThrownBy(this::call)
                .withMessage("last")
                .satisfies(e -> assertThat(e).hasSuppressedException(first));
    }

    @Test
    void aServersOwnErrorIsABetterAnswerThanNone() throws Exception {
        client.answers(one, 500, "disk").fails(two, new ShardFailure.Unreachable("x"));

        Answered answered = call();

        assertThat(answered.replica()).isEqualTo(one);
        assertThat(answered.answer().status()).isEqualTo(500);
        assertThat(text(answered)).isEqualTo("disk");
    }

    @Test
    void aShardWithoutServersIsUnreachable() {
        Shard missed = new Shard("a", new FeatureLabel.External("a"), List.of());

        assertThatExceptionOfType(ShardFailure.Unreachable.class)
                .isThrownBy(() -> calls().call(missed, CALL, Deadline.after(Duration.ofSeconds(5), System::nanoTime)))
                .withMessage("no server of it is known");
    }
}
