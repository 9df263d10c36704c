package io.promshard.pgw.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.ProbeResult;
import io.promshard.shard.health.Prober;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private static final Member GATEWAY = Member.at(URI.create("http://127.0.0.1:1"));
    private static final ForwardSettings SETTINGS = new ForwardSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            1000,
            1000,
            1000,
            Duration.ofSeconds(1));

    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    private final AtomicInteger probes = new AtomicInteger();
    private final HealthTracker health = new HealthTracker();
    private final Prober prober = new Prober(
            member -> {
                probes.incrementAndGet();
                return new ProbeResult.Ready();
            },
            health,
            Duration.ofHours(1),
            Thread.ofVirtual().factory());
    private final AtomicBoolean inDoubt = new AtomicBoolean();
    private final ManualTimer timer = new ManualTimer();
    private final StallWatch watch = new StallWatch(health, prober, inDoubt::get, SETTINGS, now::get, timer);
    private final FakeExchange exchange = new FakeExchange();
    private final HttpPut request = new HttpPut(GATEWAY.url());

    @BeforeEach
    void probeOnce() {
        prober.watch(MembershipView.of(List.of(GATEWAY), 1));
        await().until(() -> probes.get() == 1);
    }

    @AfterEach
    void stop() {
        watch.close();
        prober.close();
        timer.shutdownNow();
    }

    private Attempt attempt(PushBody body) {
        return attempt(body, false);
    }

    private Attempt attempt(PushBody body, boolean last) {
        Attempt attempt = new Attempt(new Turn(exchange, GATEWAY, body, Long.MAX_VALUE, last), request, now.get());
        watch.add(attempt);
        return attempt;
    }

    private Attempt kept() {
        return kept(false);
    }

    private Attempt kept(boolean last) {
        return attempt(
                new PushBody(new ByteArrayEntity(new byte[1], null), source(InputStream.nullInputStream())), last);
    }

    private Attempt streamed(ClientBody source) {
        return attempt(new PushBody(new InputStreamEntity(source, -1, null), source));
    }

    private ClientBody source(InputStream in) {
        return new ClientBody(in, SETTINGS, now::get);
    }

    private void after(int millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        timer.tick();
    }

    @Nested
    class ASilentGateway {

        @Test
        void isLeftAloneForAMoment() {
            Attempt attempt = kept();

            after(250);

            assertThat(attempt.givenUp()).isNull();
            assertThat(probes).hasValue(1);
        }

        @Test
        void isDoubtedThenAndProbed() {
            Attempt attempt = kept();

            after(251);

            await().until(() -> probes.get() == 2);
            assertThat(attempt.givenUp()).isNull();
            assertThat(request.isCancelled()).isFalse();
        }

        @Test
        void isWaitedForAsLongAsItsProbesAreWell() {
            Attempt attempt = kept();

            for (int i = 0; i < 100; i++) {
                after(290);
            }

            assertThat(attempt.givenUp()).isNull();
        }

        @Test
        void isGivenUpOnceItIsSuspect() {
            Attempt attempt = kept();
            after(251);
            health.unreachable(GATEWAY.id(), "no answer within 400 ms");

            after(50);

            assertThat(attempt.givenUp()).isEqualTo(new AttemptFailure.Stalled("silent, and no answer within 400 ms"));
            assertThat(request.isCancelled()).isTrue();
        }

        /** All gateways silent at once are a stalled router or network, and a 503 would lose what a moment's patience saves. */
        @Test
        void isWaitedForIfItIsTheLastWhileMostSeemToFail() {
            Attempt last = kept(true);
            Attempt first = kept(false);
            health.unreachable(GATEWAY.id(), "no answer within 400 ms");
            inDoubt.set(true);

            after(300);

            assertThat(first.givenUp()).isNotNull();
            assertThat(last.givenUp()).isNull();
            inDoubt.set(false);
            after(50);
            assertThat(last.givenUp()).isNotNull();
        }

        @Test
        void isNotGivenUpBeforeItsTimeEvenIfSuspect() {
            Attempt attempt = kept();
            health.unreachable(GATEWAY.id(), "another push could not reach it");

            after(100);

            assertThat(attempt.givenUp()).isNull();
        }

        @Test
        void isGivenUpWhenTheTimeOfThePushIsOver() {
            Attempt attempt = kept();

            after(30_001);

            assertThat(attempt.givenUp()).isEqualTo(new AttemptFailure.TimedOut("no answer within 30000 ms"));
        }
    }

    @Nested
    class AStreamedBody {

        @Test
        void thatItsClientIsSlowToSendIsNoSilenceOfTheGateway() throws Exception {
            ClientBody source = source(new ByteArrayInputStream(new byte[100]));
            Attempt attempt = streamed(source);
            health.unreachable(GATEWAY.id(), "test");

            for (int i = 0; i < 20; i++) {
                now.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
                assertThat(source.read()).isZero();
                timer.tick();
            }

            assertThat(attempt.givenUp()).isNull();
        }

        @Test
        void thatTheGatewayDoesNotTakeIsGivenUp() throws Exception {
            ClientBody source = source(new ByteArrayInputStream(new byte[100]));
            Attempt attempt = streamed(source);
            source.read();
            health.unreachable(GATEWAY.id(), "test");

            after(251);

            assertThat(attempt.givenUp()).isInstanceOf(AttemptFailure.Stalled.class);
        }

        @Test
        void isNotAskedForItsClientWhileThatMaySend() {
            Attempt attempt = streamed(source(InputStream.nullInputStream()));
            exchange.clientGoes();

            after(100);

            assertThat(attempt.givenUp()).isNull();
        }
    }

    @Nested
    class AClientThatGoesAway {

        @Test
        void endsItsPush() {
            Attempt attempt = kept();
            exchange.clientGoes();

            after(51);

            assertThat(attempt.givenUp()).isInstanceOf(AttemptFailure.Abandoned.class);
            assertThat(request.isCancelled()).isTrue();
        }

        @Test
        void isNotLookedAfterOnceTheAnswerHasBegun() {
            Attempt attempt = kept();
            watch.remove(attempt);
            exchange.clientGoes();

            after(51);
            attempt.abandonIfClientGone();

            assertThat(attempt.givenUp()).isNull();
            assertThat(request.isCancelled()).isFalse();
            assertThat(watch.inFlight()).isZero();
        }

        @Test
        void andTheFirstReasonStands() {
            Attempt attempt = kept();
            exchange.clientGoes();
            after(51);

            after(60_000);

            assertThat(attempt.givenUp()).isInstanceOf(AttemptFailure.Abandoned.class);
        }
    }

    @Test
    void oneAttemptsFaultDoesNotEndTheWatchOverOthers() {
        FakeExchange broken = new FakeExchange();
        broken.breaks();
        PushBody body = new PushBody(new ByteArrayEntity(new byte[1], null), source(InputStream.nullInputStream()));
        watch.add(new Attempt(
                new Turn(broken, GATEWAY, body, Long.MAX_VALUE, false), new HttpPut(GATEWAY.url()), now.get()));
        Attempt attempt = kept();
        exchange.clientGoes();

        after(51);

        assertThat(attempt.givenUp()).isNotNull();
    }

    /** Runs the repeated task when told to. */
    private static final class ManualTimer extends ScheduledThreadPoolExecutor {

        private Runnable task = () -> {};

        private ManualTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
            task = command;
            return schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        private void tick() {
            task.run();
        }
    }
}
