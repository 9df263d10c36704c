package io.promshard.shard.consul;

import static io.promshard.shard.consul.FakeConsul.HEALTH;
import static io.promshard.shard.consul.FakeConsul.json;
import static io.promshard.shard.consul.FakeConsul.status;
import static io.promshard.shard.consul.Instances.entry;
import static io.promshard.shard.consul.Instances.list;
import static io.promshard.shard.consul.Instances.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.promshard.shard.loop.Sleeper;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SourceState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConsulWatcherTest {

    private final LiveMembership membership = new LiveMembership(Clock.systemUTC());
    private final List<MembershipView> heard = new CopyOnWriteArrayList<>();
    private FakeConsul consul;
    private ConsulApi api;
    private ConsulWatcher watcher;

    @BeforeEach
    void open() throws IOException {
        consul = FakeConsul.start();
        api = new ConsulApi(consul.settings().withMaxWait(Duration.ofSeconds(1)));
        watcher = new ConsulWatcher(
                api,
                new ServiceQuery("gateway", ""),
                membership,
                Surroundings.of(Clock.systemUTC(), new SplittableRandom(5)));
        membership.subscribe(heard::add);
    }

    @AfterEach
    void close() {
        watcher.close();
        api.close();
        consul.close();
    }

    @Nested
    class Index {

        @Test
        void isNotSetAtFirstAndThenConsuls() {
            watch(json(7, list(passing(9091))));

            await().until(() -> indexes().size() == 2);

            assertThat(indexes()).containsExactly("0", "7");
            assertThat(membership.view().index()).isEqualTo(7);
        }

        @Test
        void thatMovesWakesTheWatchWhichReadsALittleLater() {
            watch(
                    json(7, list(passing(9091))),
                    json(8, list(passing(9091), passing(9092))),
                    json(9, list(passing(9091), passing(9092), passing(9093))));

            await().until(() -> indexes().size() == 4);

            assertThat(indexes()).containsExactly("0", "7", "0", "9");
            assertThat(heard).extracting(MembershipView::index).containsExactly(0L, 7L, 9L);
        }

        @Test
        void thatGoesBackBeginsAnew() {
            watch(
                    json(70, list(passing(9091))),
                    json(3, list(passing(9092))),
                    json(3, list(passing(9092))),
                    json(3, list(passing(9092))));

            await().until(() -> indexes().size() == 5);

            assertThat(indexes()).containsExactly("0", "70", "0", "0", "3");
            assertThat(watcher.figures().indexResets()).isEqualTo(1);
            assertThat(ids()).containsExactly("127.0.0.1:9092");
        }

        @Test
        void ofZeroIsTakenForOneSoThatTheNextQueryBlocks() {
            watch(json(0, list(passing(9091))));

            await().until(() -> indexes().size() == 2);

            assertThat(indexes()).containsExactly("0", "1");
        }

        @Test
        void thatStaysThoughConsulAnswersAtOnceCausesNoTightLoop() {
            consul.always(HEALTH, json(7, list(passing(9091))));
            long began = System.nanoTime();
            watcher.start();

            await().until(() -> watcher.figures().queries() >= 7);

            assertThat(watcher.figures().queries() - 1).isLessThanOrEqualTo(tenthsOfASecondSince(began));
        }
    }

    @Nested
    class ALostConsul {

        static Stream<Arguments> troubles() {
            return Stream.of(
                    Arguments.of(status(403, "Permission denied"), "answered 403: Permission denied"),
                    Arguments.of(status(404, "not Consul"), "answered 404: not Consul"),
                    Arguments.of(status(500, "No cluster leader"), "answered 500: No cluster leader"),
                    Arguments.of(json(8, "<html>"), "not the JSON it should be"),
                    Arguments.of(json(8, "null"), "the answer is null"),
                    Arguments.of(json(8, ""), "not the JSON it should be"),
                    Arguments.of(status(200, "[]"), "no X-Consul-Index"),
                    Arguments.of(filtered("[]"), "may not read gateway"),
                    Arguments.of((HttpHandler) exchange -> exchange.close(), " failed: "));
        }

        @ParameterizedTest
        @MethodSource("troubles")
        void leavesTheViewAndNamesTheReason(HttpHandler trouble, String reason) {
            consul.then(HEALTH, json(7, list(passing(9091)))).always(HEALTH, trouble);
            watcher.start();

            await().until(() -> membership.state() instanceof SourceState.Lost);

            assertThat(((SourceState.Lost) membership.state()).reason()).contains(reason);
            assertThat(ids()).containsExactly("127.0.0.1:9091");
        }

        @Test
        void isAskedAtOnceAndAgainOnceItHasSettledWhenItReturns() {
            String settled = list(passing(9092));
            watch(json(7, list(passing(9091))), status(500, "oops"), json(8, "[]"), json(9, settled));

            await().until(() -> indexes().size() == 5);

            assertThat(indexes()).containsExactly("0", "7", "0", "0", "9");
            assertThat(membership.view().members()).extracting(Member::id).containsExactly("127.0.0.1:9092");
            assertThat(membership.state()).isInstanceOf(SourceState.InSync.class);
            assertThat(watcher.figures().failures()).isEqualTo(1);
            assertThat(watcher.figures().indexResets()).isZero();
        }

        @Test
        void thatSaysNobodyIsInSyncAndEmpty() {
            watch(json(7, list(passing(9091))), status(500, "oops"), json(2, "[]"), json(2, "[]"));

            await().until(() -> indexes().size() == 5);

            assertThat(membership.state()).isInstanceOf(SourceState.InSync.class);
            assertThat(membership.view().members()).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("lackingRights")
        void isOneWhoseTokenMayNotRead(String path, HttpHandler answer, String reason) {
            consul.always(path, answer);
            watch(json(7, list(passing(9091))), json(7, "[]"));

            await().until(() -> membership.state() instanceof SourceState.Lost);

            assertThat(((SourceState.Lost) membership.state()).reason())
                    .contains("the ACL token may not read gateway", reason);
            assertThat(ids()).containsExactly("127.0.0.1:9091");
        }

        static Stream<Arguments> lackingRights() {
            return Stream.of(
                    Arguments.of(FakeConsul.CONFIG, status(403, "Permission denied"), "service:read"),
                    Arguments.of(FakeConsul.NODES, json(7, "[]"), "node:read"));
        }

        @Test
        void isFoundOutThoughItAcceptsAndIsSilent() {
            watch(json(7, list(passing(9091))));

            await().atMost(Duration.ofSeconds(20)).until(() -> membership.state() instanceof SourceState.Lost);

            assertThat(((SourceState.Lost) membership.state()).reason()).contains("was not answered within 4062 ms");
        }

        @Test
        void isNotAskedMoreOftenThanTheBackoffAllows() {
            consul.always(HEALTH, status(403, "Permission denied"));
            long began = System.nanoTime();
            watcher.start();

            await().pollDelay(Duration.ofSeconds(2))
                    .until(() -> watcher.figures().queries() >= 2);

            assertThat(watcher.figures().queries()).isLessThanOrEqualTo(tenthsOfASecondSince(began) / 2);
            assertThat(membership.view()).isEqualTo(MembershipView.NONE);
        }
    }

    @Nested
    class AnInstanceThatCannotBeUsed {

        @Test
        void isLeftOutAndCountedWhileTheOthersStay() {
            watch(json(7, list(entry("n1", "bad", "10.0.0.1", 0, "{}", "passing"), passing(9092))));

            await().until(() -> watcher.figures().leftOut() == 1);

            await().untilAsserted(() -> assertThat(ids()).containsExactly("127.0.0.1:9092"));
        }
    }

    @Test
    void aListenerThatFailsDoesNotEndTheWatch() {
        membership.subscribe(view -> {
            if (view.index() == 7) {
                throw new IllegalStateException("a defect of a listener");
            }
        });
        watch(json(7, list(passing(9091))), json(8, list(passing(9092))), json(8, list(passing(9092))));

        await().untilAsserted(() -> assertThat(ids()).containsExactly("127.0.0.1:9092"));
        assertThat(membership.state()).isInstanceOf(SourceState.InSync.class);
    }

    @Test
    void aDefectLeavesTheViewIsSaidAndDoesNotEndTheWatch() {
        AtomicInteger pauses = new AtomicInteger();
        List<SourceState> states = new CopyOnWriteArrayList<>();
        Sleeper broken = pause -> {
            states.add(membership.state());
            if (pauses.getAndIncrement() == 0) {
                throw new IllegalStateException("a broken clock");
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        };
        consul.always(HEALTH, json(7, list(passing(9091))));
        ConsulWatcher breaking = new ConsulWatcher(
                api,
                new ServiceQuery("gateway", ""),
                membership,
                new Surroundings(Clock.systemUTC(), new SplittableRandom(5), broken));

        try (breaking) {
            breaking.start();
            await().until(() -> states.size() > 3 && membership.state() instanceof SourceState.InSync);
        }

        assertThat(states.get(1))
                .isInstanceOfSatisfying(
                        SourceState.Lost.class,
                        lost -> assertThat(lost.reason())
                                .contains("a defect of consul-watch-gateway", "a broken clock"));
        assertThat(breaking.figures().failures()).isEqualTo(1);
        assertThat(ids()).containsExactly("127.0.0.1:9091");
    }

    @Test
    void closingEndsABlockedQueryAndItsThread() {
        watch(json(7, list(passing(9091))));
        await().until(() -> indexes().size() == 2);

        long before = System.nanoTime();
        watcher.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("consul-watch-gateway");
        assertThat(membership.state()).isInstanceOf(SourceState.InSync.class);
    }

    @Test
    void canBeStartedOnce() {
        watcher.start();

        assertThatThrownBy(watcher::start).hasMessage("consul-watch-gateway can be started once");
    }

    private static long tenthsOfASecondSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis() / 100;
    }

    private void watch(HttpHandler... answers) {
        consul.then(HEALTH, answers);
        watcher.start();
    }

    private static HttpHandler filtered(String body) {
        return exchange -> {
            exchange.getResponseHeaders().set("X-Consul-Results-Filtered-By-ACLs", "true");
            json(8, body).handle(exchange);
        };
    }

    private List<String> indexes() {
        return consul.requests(HEALTH).stream()
                .map(request -> request.uri().getQuery().replaceAll(".*index=(\\d+).*", "$1"))
                .toList();
    }

    private List<String> ids() {
        return membership.view().members().stream().map(member -> member.id()).toList();
    }
}
