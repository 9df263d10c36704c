package io.promshard.pgw.merge;

import static io.promshard.pgw.merge.Snapshots.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promshard.pgw.exposition.Expositions;
import io.promshard.pgw.exposition.Format;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.metrics.ViewMetrics;
import io.promshard.pgw.snapshot.Recollection;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SteppingClock;
import io.promshard.shard.routing.RingViews;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of gateways is shown that answer, do not, come and go; and who shares a reading with whom. */
@Timeout(30)
class ViewsTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final SteppingClock clock = new SteppingClock();
    private final AtomicLong nanos = new AtomicLong();
    private final FakeGateways gateways = new FakeGateways(clock);
    private final HealthTracker health = new HealthTracker();
    private final RingViews rings = new RingViews(health);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Known known = new Known();
    private final List<String> failures = new ArrayList<>();
    private Views views;

    @BeforeEach
    void start() {
        views = views(Duration.ZERO);
        members("a", "b");
        gateways.answer("a", job("ja", 1, 0, 1));
        gateways.answer("b", job("jb", 1, 0, 2));
    }

    private Views views(Duration cache) {
        ViewSettings settings = new ViewSettings(cache, Duration.ofMillis(100), LIMIT, 1, Duration.ZERO);
        ViewListener listener = new ViewListener() {
            @Override
            public void gathered(View view, long time) {}

            @Override
            public void failed(String reason) {
                failures.add(reason);
            }

            @Override
            public void unread(String gateway) {}
        };
        return new Views(rings::current, gateways, known, executor, settings, clock, nanos::get, listener);
    }

    private void members(String... names) {
        rings.update(
                MembershipView.of(Arrays.stream(names).map(Snapshots::gateway).toList(), 1));
    }

    @AfterEach
    void stop() {
        gateways.goOn("a");
        gateways.goOn("b");
        executor.shutdownNow();
    }

    private static List<String> samples(View view) {
        return new String(view.exposition(Format.PLAIN, false), UTF_8)
                .lines()
                .filter(line -> line.startsWith("x{"))
                .map(line -> line.replaceAll(".*job=\"(\\w+)\".*} ", "$1="))
                .toList();
    }

    private static List<String> states(View view) {
        return view.gateways().stream()
                .map(gateway -> gateway.gateway().id().charAt(0) + " " + gateway.state())
                .toList();
    }

    @Test
    void allGatewaysAreShownAsOne() throws InterruptedException {
        View view = views.current();

        assertThat(samples(view)).containsExactly("ja=1", "jb=2");
        assertThat(states(view)).containsExactly("a FRESH", "b FRESH");
        assertThat(view.groups()).hasSize(2);
        assertThat(view.size()).isEqualTo(6);
        assertThat(views.last()).isSameAs(view);
    }

    @Test
    void oneThatFailsIsShownAsItWasUntilThatIsTooOld() throws InterruptedException {
        views.current();
        gateways.fail("b");
        clock.step(LIMIT.minusSeconds(1));

        View held = views.current();

        assertThat(samples(held)).containsExactly("ja=1", "jb=2");
        assertThat(states(held)).containsExactly("a FRESH", "b HELD");
        assertThat(held.gateways().getLast().failure()).isEqualTo("b:9091 answered 500");

        clock.step(Duration.ofSeconds(1));
        View late = views.current();

        assertThat(samples(late)).containsExactly("ja=1");
        assertThat(states(late)).containsExactly("a FRESH", "b MISSING");
    }

    @Test
    void oneThatIsSilentIsNotWaitedForLongerThanPatienceAndCountsWhenItAnswers() throws InterruptedException {
        views.current();
        gateways.answer("b", job("jb", 2, 0, 3));
        gateways.hang("b");

        View held = views.current();

        assertThat(samples(held)).containsExactly("ja=1", "jb=2");
        assertThat(states(held)).containsExactly("a FRESH", "b HELD");
        assertThat(held.gateways().getLast().failure()).isEqualTo("b:9091 has not answered yet");

        gateways.goOn("b");
        await().untilAsserted(() -> assertThat(samples(views.current())).containsExactly("ja=1", "jb=3"));
    }

    @Test
    void oneThatShouldAnswerAndWasNeverReadMakesTheViewFailByItsName() {
        gateways.fail("b");

        assertThatExceptionOfType(NoViewException.class)
                .isThrownBy(() -> views.current())
                .withMessage("a gateway was never read: b:9091 answered 500");
        assertThat(failures).hasSize(1);
        assertThat(views.last()).isNull();
    }

    @Test
    void itDoesSoForAsLongAsASnapshotWouldHaveBeenGood() throws InterruptedException {
        gateways.fail("b");
        assertThatExceptionOfType(NoViewException.class).isThrownBy(() -> views.current());
        clock.step(LIMIT);

        assertThat(states(views.current())).containsExactly("a FRESH", "b MISSING");
    }

    @Test
    void oneThatIsKnownToBeDownAndWasNeverReadIsMissing() throws InterruptedException {
        members("a", "b", "c");
        gateways.answer("c", job("jc", 1, 0, 3));
        gateways.fail("b");
        health.unreachable("b:9091", "refused");

        View view = views.current();

        assertThat(samples(view)).containsExactly("ja=1", "jc=3");
        assertThat(states(view)).containsExactly("a FRESH", "b MISSING", "c FRESH");
    }

    /** Then the fault is likelier ours. */
    @Test
    void whileMostAreSuspectNoneThatWasNeverReadIsLeftOut() {
        members("a", "b", "c");
        gateways.fail("b");
        gateways.fail("c");
        health.unreachable("b:9091", "refused");
        health.unreachable("c:9091", "refused");

        assertThatExceptionOfType(NoViewException.class).isThrownBy(() -> views.current());
    }

    @Test
    void oneThatHasLeftIsShownAsItIsForAWhile() throws InterruptedException {
        views.current();
        members("a");
        gateways.answer("b", job("jb", 2, 0, 3));

        View left = views.current();

        assertThat(samples(left)).containsExactly("ja=1", "jb=3");
        assertThat(states(left)).containsExactly("a FRESH", "b LEFT");

        gateways.fail("b");
        View held = views.current();

        assertThat(samples(held)).containsExactly("ja=1", "jb=3");
        assertThat(held.gateways().getLast().failure()).isEqualTo("b:9091 answered 500");

        clock.step(LIMIT);
        assertThat(states(views.current())).containsExactly("a FRESH");
    }

    @Test
    void oneThatComesBackIsAGatewayAsBefore() throws InterruptedException {
        views.current();
        members("a");
        views.current();
        members("a", "b");

        assertThat(states(views.current())).containsExactly("a FRESH", "b FRESH");
        clock.step(LIMIT);
        assertThat(states(views.current())).containsExactly("a FRESH", "b FRESH");
    }

    @Test
    void thereIsNoViewBeforeTheGatewaysAreKnown() {
        RingViews unknown = new RingViews(new HealthTracker());
        Views early = new Views(
                unknown::current,
                gateways,
                known,
                executor,
                new ViewSettings(Duration.ZERO, LIMIT, LIMIT, 1, Duration.ZERO),
                clock,
                nanos::get,
                new ViewMetrics(new SimpleMeterRegistry(), clock));

        assertThatExceptionOfType(NoViewException.class)
                .isThrownBy(early::current)
                .withMessageContaining("not known yet");
    }

    /** It is put to b and deleted at a, after b was read and before a was. */
    @Test
    void aGroupThatMovesWhileGatewaysAreReadIsNotMissed() throws InterruptedException {
        views.current();
        Deque<Expositions> ofB = new ArrayDeque<>(List.of(job("jb", 1, 0, 2)));
        Expositions both = Expositions.groups(
                        Expositions.group(2, 0, "job", "ja"), Expositions.group(1, 0, "job", "jb"))
                .family("x", "h", MetricType.GAUGE)
                .metric(1, "job", "ja", "instance", "")
                .metric(2, "job", "jb", "instance", "");
        gateways.answer("a", Snapshots.empty());
        gateways.answer("b", () -> ofB.isEmpty() ? both : ofB.pop());

        assertThat(samples(views.current())).containsExactly("ja=1", "jb=2");
        assertThat(gateways.reads()).isEqualTo(6);
    }

    @Test
    void aGroupThatWasDeletedIsGone() throws InterruptedException {
        views.current();
        gateways.answer("a", Snapshots.empty());

        assertThat(samples(views.current())).containsExactly("jb=2");
        int reads = gateways.reads();
        views.current();
        assertThat(gateways.reads()).isEqualTo(reads + 2);
    }

    /** The gateway that has it does not know, and cannot be told. */
    @Test
    void aGroupThatWasDeletedIsNotShownForAGatewayThatIsSilent() throws InterruptedException {
        views.current();
        gateways.fail("b");
        known.deleted = GroupingKey.of(Map.of("job", "jb"));

        assertThat(samples(views.current())).containsExactly("ja=1");
    }

    @Test
    void aGroupThatWasMovedHasTheTimeOfItsPush() throws InterruptedException {
        gateways.answer("b", job("jb", 100, 0, 2));
        known.moved = 100;

        View view = views.current();

        assertThat(new String(view.exposition(Format.PLAIN, false), UTF_8))
                .contains("push_time_seconds{instance=\"\",job=\"jb\"} 7\n")
                .contains("push_time_seconds{instance=\"\",job=\"ja\"} 1\n");
        GroupingKey jb = GroupingKey.of(Map.of("job", "jb"));
        assertThat(view.groups().get(jb)).isEqualTo(new MergedGroup(jb, "b:9091", List.of("b:9091"), 7, 0, 1));
    }

    /** One group that was deleted, and the time of a move that stands for a push at 7. */
    private static final class Known implements Recollection {

        private volatile @Nullable GroupingKey deleted;
        private volatile double moved;

        @Override
        public double pushTime(GroupingKey key, double stamp) {
            return stamp == moved ? 7 : stamp;
        }

        @Override
        public boolean isDeleted(GroupingKey key, double pushTime) {
            return Objects.equals(deleted, key);
        }
    }

    @Test
    void whoAsksMeanwhileGetsTheSame() throws Exception {
        views.current();
        gateways.hang("a");
        gateways.hang("b");
        int before = gateways.reads();
        List<Future<View>> scrapes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            scrapes.add(executor.submit(() -> views.current()));
        }
        await().until(() -> gateways.reads() == before + 2);
        gateways.goOn("a");
        gateways.goOn("b");

        View first = scrapes.getFirst().get();
        for (Future<View> scrape : scrapes) {
            assertThat(scrape.get()).isSameAs(first);
        }
        assertThat(gateways.reads()).isEqualTo(before + 2);
    }

    @Test
    void whoAsksSoonAfterGetsTheSameAndLaterAnother() throws InterruptedException {
        views = views(Duration.ofSeconds(1));
        View first = views.current();
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(views.current()).isSameAs(first);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(views.current()).isNotSameAs(first);
    }

    @Test
    void aFormIsWrittenOnce() throws InterruptedException {
        View view = views.current();

        assertThat(view.exposition(Format.PLAIN, true)).isSameAs(view.exposition(Format.PLAIN, true));
    }
}
