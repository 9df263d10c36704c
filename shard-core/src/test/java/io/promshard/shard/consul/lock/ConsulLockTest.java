package io.promshard.shard.consul.lock;

import static io.promshard.shard.consul.FakeConsul.json;
import static io.promshard.shard.consul.FakeConsul.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.FakeConsul;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.consul.lock.LockState.Unknown;
import io.promshard.shard.consul.lock.LockState.Waiting;
import io.promshard.shard.loop.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsulLockTest {

    private static final String KEY = "/v1/kv/test/leader";
    private static final String SESSION = "11111111-2222-3333-4444-555555555555";

    private final AtomicLong nanos = new AtomicLong();
    private final List<LockState> told = new CopyOnWriteArrayList<>();
    private FakeConsul consul;
    private ConsulApi api;
    private ConsulLock lock;

    @BeforeEach
    void open() throws IOException {
        consul = FakeConsul.start()
                .always("/v1/agent/service/register", status(200, ""))
                .always("/v1/agent/service/deregister", status(200, ""))
                .always("/v1/agent/check/pass", status(200, ""))
                .always("/v1/session/create", status(200, "{\"ID\": \"" + SESSION + "\"}"))
                .always("/v1/session/renew", status(200, "[]"))
                .always("/v1/session/destroy", status(200, "true"))
                .always("/v1/txn", status(200, "{}"));
        api = new ConsulApi(consul.settings());
        lock = new ConsulLock(
                api,
                new LockSettings("test/leader", "candidate", "me", "http://me", LockTiming.STANDARD),
                told::add,
                new Surroundings(
                        Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC),
                        new SplittableRandom(5),
                        duration -> TimeUnit.MILLISECONDS.sleep(1)),
                nanos::get);
    }

    @AfterEach
    void close() {
        lock.close();
        api.close();
        consul.close();
    }

    @Test
    void isUnknownBeforeConsulWasAsked() {
        assertThat(lock.state()).isEqualTo(new Unknown("Consul has not been asked yet"));
    }

    @Test
    void takesALockThatIsFreeAndBeginsATermByTheClock() {
        consul.then(KEY, status404()).always(KEY, entry(SESSION, 1_000));

        lock.start();

        within().until(() -> lock.state().equals(new Held(1_000, SESSION)));
        assertThat(told).containsExactly(new Held(1_000, SESSION));
    }

    @Test
    void beginsATermAboveAllThatItHasSeenWhateverTheClockSays() {
        consul.then(KEY, entry("", 5_000)).always(KEY, entry(SESSION, 5_001));

        lock.start();

        within().until(() -> lock.state().equals(new Held(5_001, SESSION)));
    }

    @Test
    void doesNotLeadAfterItsLeaseThoughItHasNotNoticed() {
        consul.then(KEY, status404(), entry(SESSION, 1_000)).always(KEY, status(500, "No cluster leader"));
        lock.start();
        within().until(() -> lock.state() instanceof Held);

        nanos.addAndGet(LockTiming.STANDARD.lease().toNanos());

        assertThat(lock.state()).isInstanceOf(Unknown.class);
        within().until(() ->
                told.getLast() instanceof Unknown unknown && unknown.reason().contains("No cluster leader"));
    }

    @Test
    void leadsOnThroughFailuresThatEndWithinTheLease() {
        consul.then(KEY, status404(), entry(SESSION, 1_000), status(500, "once"), status(500, "twice"))
                .always(KEY, entry(SESSION, 1_000));
        lock.start();

        within().until(() -> consul.requests(KEY).size() > 6);

        assertThat(told).containsExactly(new Held(1_000, SESSION));
    }

    @Test
    void goesOnInTheSameTermIfConsulWasMerelyAway() {
        consul.then(KEY, status404()).always(KEY, entry(SESSION, 1_000));
        lock.start();
        within().until(() -> lock.state() instanceof Held);

        consul.then(KEY, status(500, "away"));
        nanos.addAndGet(LockTiming.STANDARD.lease().toNanos());

        within().until(() -> lock.state().equals(new Held(1_000, SESSION)));
    }

    @Test
    void isOutAtOnceWhenItsSessionIsGone() {
        consul.then(KEY, status404()).always(KEY, entry(SESSION, 1_000));
        lock.start();
        within().until(() -> lock.state() instanceof Held);

        consul.always("/v1/session/renew", status(404, "gone")).always(KEY, entry("another", 1_001));

        within().until(() -> lock.state().equals(new Waiting(Optional.of(new LockHolder("me", "http://me", 1_001)))));
    }

    @Test
    void doesNotWaitForNewsWhenItsSessionIsGone() {
        consul.then(KEY, status404()).always(KEY, entry(SESSION, 1_000));
        lock.start();
        within().until(() -> lock.state() instanceof Held);

        consul.always("/v1/session/renew", status(404, "gone")).always(KEY, exchange -> {
            if (exchange.getRequestURI().getQuery().contains("index=")) {
                consul.hang(exchange);
            } else {
                status404().handle(exchange);
            }
        });

        within().until(() -> lock.state() instanceof Held held && held.term() > 1_000);
    }

    @Test
    void triesAgainWhileConsulDelaysTheLock() {
        consul.then("/v1/txn", conflict("due to lock delay"), conflict("due to lock delay"))
                .then(KEY, entry("", 1_000), entry("", 1_000), entry("", 1_000))
                .always(KEY, entry(SESSION, 1_001));

        lock.start();

        within().until(() -> lock.state().equals(new Held(1_001, SESSION)));
    }

    @Test
    void waitsWithoutAWordUntilTheServersKnowItsCheckButNotForEver() {
        String missing = "Missing check 'me-";
        HttpHandler refusal =
                exchange -> status(500, missing + instance() + "' registration").handle(exchange);
        consul.then("/v1/session/create", refusal, refusal).then(KEY, status404(), status404(), status404());
        consul.always(KEY, entry(SESSION, 1_000));
        lock.start();
        within().until(() -> lock.state() instanceof Held);
        assertThat(told).noneMatch(state -> state instanceof Unknown);

        consul.always("/v1/session/renew", status(404, "gone"))
                .always("/v1/session/create", refusal)
                .always(KEY, status404());

        within().until(() ->
                lock.state() instanceof Unknown unknown && unknown.reason().contains(missing));
    }

    @Test
    void saysOnceThatTheTokenMayNotWrite() {
        consul.always("/v1/txn", conflict("Permission denied")).always(KEY, entry("", 1_000));

        lock.start();

        within().until(() -> consul.requests("/v1/txn").size() > 3);
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).contains("Permission denied"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "[{}, {}]", "garbage", "{\"Session\": 1}"})
    void isUnknownWhereConsulAnswersNonsense(String body) {
        consul.always(KEY, json(7, body));

        lock.start();

        within().until(() -> lock.state() instanceof Unknown && told.size() > 0);
    }

    @Test
    void takesAValueWrittenByHandForNobodysName() {
        consul.always(KEY, json(7, "[{\"Session\": \"x\", \"ModifyIndex\": 7, \"Value\": \"Z2FyYmFnZQ==\"}]"));

        lock.start();

        within().until(() -> lock.state().equals(new Waiting(Optional.empty())));
    }

    @Test
    void tellsItsListenerBeforeItLetsGo() {
        consul.then(KEY, status404()).always(KEY, entry(SESSION, 1_000));
        lock.start();
        within().until(() -> lock.state() instanceof Held);

        lock.close();

        assertThat(told.getLast()).isEqualTo(new Unknown("this candidate has been closed"));
        assertThat(consul.requests("/v1/txn").getLast().body()).contains("unlock");
        assertThat(consul.requests("/v1/session/destroy")).hasSize(1);
        assertThat(consul.requests("/v1/agent/service/deregister")).hasSize(1);
    }

    private String instance() {
        return consul.requests("/v1/agent/service/register")
                .getLast()
                .body()
                .replaceFirst("(?s).*\"ID\":\"me-(\\w+)\".*", "$1");
    }

    private static HttpHandler status404() {
        return exchange -> {
            exchange.getResponseHeaders().set("X-Consul-Index", "3");
            status(404, "").handle(exchange);
        };
    }

    private static HttpHandler conflict(String what) {
        return status(409, "{\"Errors\": [{\"OpIndex\": 0, \"What\": \"" + what + "\"}]}");
    }

    private static HttpHandler entry(String session, long term) {
        String value = "{\"id\": \"me\", \"address\": \"http://me\", \"term\": " + term + "}";
        return json(
                7,
                "[{\"Session\": \"%s\", \"ModifyIndex\": 7, \"Value\": \"%s\"}]"
                        .formatted(
                                session, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2));
    }
}
