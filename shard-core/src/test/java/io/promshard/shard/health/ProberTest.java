package io.promshard.shard.health;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProberTest {

    /** So long that no second probe comes by itself. */
    private static final Duration NEVER = Duration.ofDays(1);

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final ProbeResult UNREADY = new ProbeResult.Unready("answered 503");

    private final Member a = Member.at(URI.create("http://a:9091"));
    private final Member b = Member.at(URI.create("http://b:9091"));
    private final FakeProbe probe = new FakeProbe();
    private final HealthTracker tracker = new HealthTracker();
    private final BlockingQueue<String> turns = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Prober> probers = new ArrayList<>();

    ProberTest() {
        tracker.subscribe((member, health) -> turns.add(member + (health.suspect() ? " suspect" : " well")));
    }

    @AfterEach
    void close() {
        probers.forEach(Prober::close);
    }

    @Nested
    class Probes {

        @Test
        void eachMemberAtOnce() throws Exception {
            prober(NEVER).watch(view(a, b));

            assertThat(List.of(nextAsked(), nextAsked())).containsExactlyInAnyOrder(a, b);
        }

        @Test
        void areAwaitedUntilEachMemberHasHadOne() throws Exception {
            probe.answers(a, new ProbeResult.Gone("connection refused"));
            probe.hangsOn(b);
            Prober prober = prober(NEVER);
            prober.watch(view(a, b));
            Thread.ofVirtual().start(() -> probe.answers(b, new ProbeResult.Gone("connection refused")));

            assertThat(prober.awaitFirstProbes(Duration.ofSeconds(10))).isTrue();

            assertThat(tracker.suspects(a.id())).isTrue();
            assertThat(tracker.suspects(b.id())).isTrue();
        }

        @Test
        void areNotAwaitedForLongerThanAsked() throws Exception {
            probe.hangsOn(a);
            Prober prober = prober(NEVER);
            prober.watch(view(a, b));

            assertThat(prober.awaitFirstProbes(Duration.ofMillis(50))).isFalse();
            assertThat(prober(NEVER).awaitFirstProbes(Duration.ofDays(1))).isTrue();
        }

        @Test
        void againAfterTheInterval() throws Exception {
            prober(AT_ONCE).watch(view(a));

            assertThat(List.of(nextAsked(), nextAsked(), nextAsked())).containsOnly(a);
        }

        @Test
        void tellTheTracker() throws Exception {
            probe.answers(a, UNREADY);

            prober(AT_ONCE).watch(view(a));

            assertThat(nextTurn()).isEqualTo("a:9091 suspect");
            assertThat(tracker.of(a.id()).reason()).isEqualTo("answered 503");
        }

        @Test
        void ofOneMemberWaitForNoOther() throws Exception {
            probe.hangsOn(a);
            probe.answers(b, UNREADY);

            prober(AT_ONCE).watch(view(a, b));

            assertThat(nextTurn()).isEqualTo("b:9091 suspect");
            assertThat(probe.asked.stream().filter(a::equals)).hasSizeLessThan(2);
        }
    }

    @Nested
    class Doubt {

        @Test
        void probesAtOnceAndTakesOneFailureAsProof() throws Exception {
            Prober prober = prober(NEVER);
            prober.watch(view(a));
            nextAsked();
            probe.answers(a, UNREADY);

            prober.doubt(a.id());

            assertThat(nextAsked()).isEqualTo(a);
            assertThat(nextTurn()).isEqualTo("a:9091 suspect");
        }

        @Test
        void ofAMemberThatIsBeingProbedIsSettledByThatProbe() throws Exception {
            Prober prober = prober(NEVER);
            probe.hangsOn(a);
            prober.watch(view(a));
            nextAsked();

            prober.doubt(a.id());
            probe.answers(a, UNREADY);

            assertThat(nextTurn()).isEqualTo("a:9091 suspect");
        }

        @Test
        void ofAStrangerIsIgnored() throws Exception {
            Prober prober = prober(NEVER);
            prober.watch(view(a));
            nextAsked();

            prober.doubt(b.id());
            prober.doubt(a.id());

            assertThat(nextAsked()).isEqualTo(a);
        }
    }

    @Nested
    class Watch {

        @Test
        void beginsWithWhoJoinsAndEndsWithWhoLeaves() throws Exception {
            Prober prober = prober(NEVER);
            prober.watch(view(a));
            nextAsked();

            prober.watch(view(b));

            assertThat(nextAsked()).isEqualTo(b);
            assertThat(ended(threads.getFirst())).isTrue();
            assertThat(threads.getLast().isAlive()).isTrue();
        }

        @Test
        void goesOnWithAMemberThatStaysAtItsAddress() throws Exception {
            Prober prober = prober(NEVER);
            prober.watch(view(a));
            nextAsked();
            tracker.unreachable(a.id(), "reset");

            prober.watch(view(a.withHealth(Health.CRITICAL).withWeight(3)));

            assertThat(threads).hasSize(1);
            assertThat(threads.getFirst().isAlive()).isTrue();
            assertThat(tracker.suspects(a.id())).isTrue();
        }

        @Test
        void probesAMemberThatMovedAtItsNewAddressAndStartsItWell() throws Exception {
            Prober prober = prober(NEVER);
            Member moved = new Member(a.id(), URI.create("https://a:9091"), 1, Health.PASSING, Map.of());
            prober.watch(view(a));
            nextAsked();
            tracker.unreachable(a.id(), "reset");

            prober.watch(view(moved));

            assertThat(nextAsked()).isEqualTo(moved);
            assertThat(ended(threads.getFirst())).isTrue();
            assertThat(tracker.suspects(a.id())).isFalse();
        }

        @Test
        void startsAMemberThatCameBackWell() throws Exception {
            Prober prober = prober(NEVER);
            prober.watch(view(a));
            prober.watch(view());
            tracker.unreachable(a.id(), "a push that ends late");

            prober.watch(view(a));

            assertThat(tracker.suspects(a.id())).isFalse();
            assertThat(List.of(nextTurn(), nextTurn())).containsExactly("a:9091 suspect", "a:9091 well");
        }

        @Test
        void takesNoResultFromAMemberThatLeft() throws Exception {
            Prober prober = prober(NEVER);
            probe.hangsOn(a);
            prober.watch(view(a));
            nextAsked();

            prober.watch(view());

            assertThat(ended(threads.getFirst())).isTrue();
            assertThat(tracker.all()).isEmpty();
        }
    }

    @Nested
    class ABrokenProbe {

        @Test
        void makesTheMemberSuspectUntilItWorks() throws Exception {
            probe.breaksOn(a);
            prober(AT_ONCE).watch(view(a));
            assertThat(nextTurn()).isEqualTo("a:9091 suspect");
            assertThat(tracker.of(a.id()).reason())
                    .startsWith("the probe is broken: ")
                    .endsWith("a defect");

            probe.answers(a, new ProbeResult.Ready());

            assertThat(nextTurn()).isEqualTo("a:9091 well");
        }

        @Test
        void isLoggedOnce() throws Exception {
            ListAppender<ILoggingEvent> logged = new ListAppender<>();
            Logger logger = (Logger) LoggerFactory.getLogger(ProbeLoop.class);
            logger.addAppender(logged);
            logged.start();
            probe.breaksOn(a);

            prober(AT_ONCE).watch(view(a));
            nextAsked();
            nextAsked();
            nextAsked();
            close();

            assertThat(ended(threads.getFirst())).isTrue();
            logger.detachAppender(logged);
            assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("the probe of a:9091 is broken, which is told once");
        }
    }

    @Nested
    class Close {

        @Test
        void endsAllThreadsThoseThatHangToo() throws Exception {
            Prober prober = prober(NEVER);
            probe.hangsOn(a);
            prober.watch(view(a, b));
            nextAsked();
            nextAsked();

            prober.close();

            assertThat(ended(threads.getFirst())).isTrue();
            assertThat(ended(threads.getLast())).isTrue();
        }

        @Test
        void isForGood() {
            Prober prober = prober(NEVER);
            prober.close();

            prober.watch(view(a));

            assertThat(threads).isEmpty();
        }
    }

    private Prober prober(Duration interval) {
        Prober prober = new Prober(probe, tracker, interval, loop -> {
            Thread thread = Thread.ofVirtual().unstarted(loop);
            threads.add(thread);
            return thread;
        });
        probers.add(prober);
        return prober;
    }

    private static MembershipView view(Member... members) {
        return MembershipView.of(List.of(members), 1);
    }

    private Member nextAsked() throws InterruptedException {
        return next(probe.asked);
    }

    private String nextTurn() throws InterruptedException {
        return next(turns);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("within ten seconds").isNotNull();
        return next;
    }

    private static boolean ended(Thread thread) throws InterruptedException {
        return thread.join(Duration.ofSeconds(10));
    }
}
