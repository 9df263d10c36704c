package io.promshard.query.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.client.guard.FirstAnsweringReplica;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.shard.http.Towards;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Prometheus does that is frozen, killed, back again, or asked for something that nobody waits for. */
@Timeout(90)
@RealServers(ServerKind.PROMETHEUS)
class HttpShardClientIT {

    private static final ApiCall ONE = query("1+1");

    /** Half a minute of work in thousands of parts, as Prometheus looks between the parts whether it should stop. */
    private static final ApiCall LONG = new ApiCall(
            "/api/v1/query_range",
            List.of(
                    new Param("query", String.join("+", nCopies(4000, "quantile_over_time(0.5, vector(1)[20s:1s])"))),
                    new Param("start", "0"),
                    new Param("end", "7999"),
                    new Param("step", "1")),
            true);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final HttpShardClient client = client(false);
    private PrometheusServer server;

    @BeforeEach
    void start(Servers servers) {
        server = servers.prometheus("global: {}");
    }

    @AfterEach
    void close() {
        client.close();
        timer.shutdownNow();
    }

    private HttpShardClient client(boolean gzip) {
        return new HttpShardClient(
                new HttpShardSettings(
                        Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMinutes(1), 1_000_000, gzip),
                Towards.ANYBODY,
                timer);
    }

    private static ApiCall query(String text) {
        return new ApiCall("/api/v1/query", List.of(new Param("query", text)), true);
    }

    private static Replica replica(PrometheusServer server) {
        return new Replica("p", server.url());
    }

    private static Deadline within(Duration time) {
        return Deadline.after(time, System::nanoTime);
    }

    private static Deadline soon() {
        return within(Duration.ofSeconds(10));
    }

    private static String text(ShardAnswer answer) throws IOException {
        try (answer) {
            return new String(answer.body().readAllBytes(), UTF_8);
        }
    }

    private void answers() throws IOException {
        assertThat(text(client.call(replica(server), ONE, soon()))).contains("\"success\"", "\"2\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersPlainAndCompressed(boolean gzip) throws Exception {
        try (HttpShardClient asking = client(gzip)) {
            ApiCall large = query("label_replace(vector(1), \"x\", \"" + "y".repeat(100_000) + "\", \"\", \"\")");

            assertThat(text(asking.call(replica(server), large, soon()))).hasSizeGreaterThan(100_000);
        }
    }

    @Test
    void aFrozenServerTimesOutAndAnswersAgain() throws Exception {
        answers();
        server.pause();

        assertThatExceptionOfType(ShardFailure.TimedOut.class)
                .isThrownBy(() -> client.call(replica(server), ONE, within(Duration.ofMillis(700))));

        server.resume();
        answers();
    }

    @Test
    void aKilledServerIsNoticedAndOneThatReturnedAnswersAtOnce() throws Exception {
        answers();
        server.kill9();

        assertThatExceptionOfType(ShardFailure.class)
                .isThrownBy(() -> client.call(replica(server), ONE, soon()))
                .satisfies(e -> assertThat(e)
                        .isInstanceOfAny(ShardFailure.Unreachable.class, ShardFailure.Broken.class)
                        .hasMessageNotContaining("127.0.0.1"));
        assertThatExceptionOfType(ShardFailure.Unreachable.class)
                .isThrownBy(() -> client.call(replica(server), ONE, soon()));

        server.restart();
        answers();
    }

    @Test
    void aKilledReplicasCallsGoToTheOther(Servers servers) throws Exception {
        Replica one = replica(server);
        Replica two = replica(servers.prometheus("global: {}"));
        FirstAnsweringReplica calls = new FirstAnsweringReplica(client, replica -> true);
        Shard shard = new Shard("a", new FeatureLabel.External("a"), List.of(one, two));
        assertThat(calls.call(shard, ONE, soon()).replica()).isEqualTo(one);

        server.kill9();

        var answered = calls.call(shard, ONE, soon());
        assertThat(answered.replica()).isEqualTo(two);
        assertThat(text(answered.answer())).contains("\"2\"");
    }

    /** Our clock is slow, so that however busy the machine is, Prometheus has the time to say it. */
    @Test
    void saysItselfThatAQueryTookLongerThanItsTimeout() throws Exception {
        long start = System.nanoTime();
        // Long enough for a busy machine to begin with it: before, a server says 422 instead.
        Deadline late = Deadline.after(Duration.ofSeconds(6), () -> start + (System.nanoTime() - start) / 50);

        try (ShardAnswer answer = client.call(replica(server), LONG, late)) {
            assertThat(text(answer)).contains("\"errorType\":\"timeout\"");
            assertThat(answer.status()).isEqualTo(503);
        }
    }

    @Test
    void stopsWorkingForWhoWasInterrupted() throws Exception {
        CompletableFuture<IOException> outcome = new CompletableFuture<>();
        Thread caller = Thread.startVirtualThread(() -> {
            try (ShardAnswer answer = client.call(replica(server), LONG, within(Duration.ofMinutes(1)))) {
                outcome.complete(new IOException("answered " + answer.status()));
            } catch (IOException e) {
                outcome.complete(e);
            }
        });
        await().until(() -> queriesUnderWay() == 1);

        caller.interrupt();

        assertThat(outcome).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(ShardFailure.Cancelled.class);
        await().until(() -> queriesUnderWay() == 0);
    }

    private int queriesUnderWay() throws IOException {
        ApiCall metrics = new ApiCall("/metrics", List.of(), false);
        return text(client.call(replica(server), metrics, soon()))
                .lines()
                .filter(line -> line.startsWith("prometheus_engine_queries "))
                .mapToInt(line -> Integer.parseInt(line.substring(26)))
                .findFirst()
                .orElseThrow();
    }
}
