package io.promshard.pgw.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.board.BoardFile;
import io.promshard.pgw.board.LocalBoard;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.ledger.LedgerLimits;
import io.promshard.pgw.life.Patience;
import io.promshard.pgw.reconcile.Mode;
import io.promshard.pgw.reconcile.TtlRules;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.pgw.selector.Selection;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.routing.RingViews;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PurgerTest {

    private static final List<Member> GATEWAYS = IntStream.range(0, 3)
            .mapToObj(i -> Member.at(URI.create("http://10.0.0." + i + ":9091")))
            .toList();
    private static final String A = GATEWAYS.get(0).id();
    private static final String B = GATEWAYS.get(1).id();
    private static final String C = GATEWAYS.get(2).id();
    private static final GroupingKey ONE = key("one");
    private static final GroupingKey TWO = key("two");

    private final MemoryStore store = new MemoryStore();
    private final Counting listener = new Counting();
    private final Holds holds = new Holds(System::nanoTime);
    private final HealthTracker health = new HealthTracker();
    private final RingViews views = new RingViews(health);
    private final Surroundings surroundings = Surroundings.of(Clock.systemUTC(), new Random(3));
    private final Ledger ledger = ledger();
    private LocalBoard board = new LocalBoard(new BoardFile(null));

    private static GroupingKey key(String job) {
        return GroupingKey.of(Map.of("job", job));
    }

    private Ledger ledger() {
        Ledger fresh = new Ledger(
                new LocalBoard(new BoardFile(null)), new LedgerLimits(Duration.ofHours(1), 1_000, 64), surroundings);
        fresh.start();
        return fresh;
    }

    @BeforeEach
    void begin() {
        views.update(MembershipView.of(GATEWAYS, 1));
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private Purger purger(Mode mode) {
        UpkeepSettings settings = new UpkeepSettings(
                mode,
                false,
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(1),
                500,
                10_000,
                10_000,
                TtlRules.NONE);
        Patience patience = new Patience(
                Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(10));
        Lives lives = new Lives(views, health, board, gateway -> Optional.empty(), () -> false, patience, surroundings);
        SharedHolds shared = new SharedHolds(board, holds, settings.holdLimit(), surroundings.random());
        UpkeepParts parts = new UpkeepParts(
                settings,
                store,
                views,
                board,
                ledger,
                holds,
                shared,
                () -> true,
                listener,
                surroundings,
                System::nanoTime);
        return new Purger(parts, health, lives);
    }

    private PurgeReport purge(Purge order) throws BoardException, InterruptedException {
        return purger(Mode.DELETE).purge(order).orElseThrow();
    }

    private static Purge jobs(String regex) {
        return Purge.of(Selection.parse(List.of("{job=~\"" + regex + "\"}")), Optional.empty(), false);
    }

    private static Purge olderThan(Duration age) {
        return Purge.of(Selection.ALL, Optional.of(age), false);
    }

    private PurgeReport.Part part(PurgeReport report, String gateway) {
        return report.gateways().getOrDefault(gateway, new PurgeReport.Part(-1, -1, -1, List.of(), "no such part"));
    }

    @Test
    void eachCopyOfWhatMatchesGoesAndNothingElse() throws Exception {
        store.push(A, ONE, 1);
        store.push(B, ONE, 2);
        store.push(B, TWO, 3);

        PurgeReport report = purge(jobs("one"));

        assertThat(store.copies(ONE)).isEmpty();
        assertThat(store.copies(TWO)).isEqualTo(Map.of(B, 3));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.matched()).containsExactly(ONE);
        assertThat(part(report, A)).isEqualTo(new PurgeReport.Part(1, 1, 0, List.of(), ""));
        assertThat(part(report, B)).isEqualTo(new PurgeReport.Part(1, 1, 0, List.of(), ""));
        assertThat(part(report, C)).isEqualTo(new PurgeReport.Part(0, 0, 0, List.of(), ""));
        assertThat(listener.deletedGroups).containsExactly("ADMIN " + ONE);
    }

    @Test
    void aDryRunOnlySaysWhatWouldGo() throws Exception {
        store.push(A, ONE, 1);

        PurgeReport report = purge(new Purge(Selection.ALL, Optional.empty(), true, true));

        assertThat(store.copies(ONE)).isEqualTo(Map.of(A, 1));
        assertThat(report.matched()).containsExactly(ONE);
        assertThat(part(report, A)).isEqualTo(new PurgeReport.Part(1, 0, 0, List.of(), ""));
        assertThat(ledger.deletions() + ledger.sweeps()).isZero();
        assertThat(listener.deletedGroups).isEmpty();
    }

    @Test
    void theAgeIsThatOfTheNewestCopy() throws Exception {
        store.pushed(A, ONE, 1, Duration.ofHours(3));
        store.pushed(B, ONE, 2, Duration.ofMinutes(50));
        store.pushed(B, TWO, 3, Duration.ofMinutes(70));

        PurgeReport report = purge(olderThan(Duration.ofHours(1)));

        assertThat(report.matched()).containsExactly(TWO);
        assertThat(store.copies(ONE)).hasSize(2);
        assertThat(store.copies(TWO)).isEmpty();
    }

    @Test
    void aMovedGroupIsAsOldAsItsOriginal() throws Exception {
        store.pushed(A, ONE, 1, Duration.ofMinutes(1));
        double stamp = store.list(GATEWAYS.getFirst()).getFirst().pushTime();
        ledger.moved(GroupId.of(ONE), stamp, stamp - 7_200);

        assertThat(purge(olderThan(Duration.ofHours(1))).matched()).containsExactly(ONE);
        assertThat(store.copies(ONE)).isEmpty();
    }

    /** The first listing is that of the order, the second comes right before the deletion. */
    @Test
    void whatIsPushedAgainMeanwhileStays() throws Exception {
        store.push(A, ONE, 1);
        store.push(A, TWO, 1);
        store.afterListing = listings -> {
            if (listings == GATEWAYS.size()) {
                store.push(A, ONE, 2);
            }
        };

        PurgeReport report = purge(jobs(".*"));

        assertThat(store.copies(ONE)).isEqualTo(Map.of(A, 2));
        assertThat(store.copies(TWO)).isEmpty();
        assertThat(part(report, A)).isEqualTo(new PurgeReport.Part(2, 1, 1, List.of(), ""));
        assertThat(report.isComplete()).isTrue();
        assertThat(ledger.deletedAt(ONE, 0))
                .isLessThan(store.list(GATEWAYS.getFirst()).getFirst().pushTime());
        assertThat(listener.deletedGroups).containsExactly("ADMIN " + TWO);
    }

    @Test
    void nobodyPushesWhatIsBeingDeleted() throws Exception {
        store.push(A, ONE, 1);
        AtomicReference<Thread> pusher = new AtomicReference<>();
        Place place = new Place(PushRouter.hash(ONE), A);
        store.afterListing = listings -> {
            if (listings == 2 * GATEWAYS.size()) {
                Thread pushing = Thread.ofPlatform().start(() -> {
                    holds.enter(place);
                    store.push(A, ONE, 2);
                    holds.leave(place);
                });
                pusher.set(pushing);
                await().until(() -> pushing.getState() == Thread.State.TIMED_WAITING || !pushing.isAlive());
            }
        };

        PurgeReport report = purge(jobs("one"));

        assertThat(pusher.get().join(Duration.ofSeconds(20))).isTrue();
        assertThat(store.copies(ONE)).isEqualTo(Map.of(A, 2));
        assertThat(part(report, A).deleted()).isEqualTo(1);
    }

    @Test
    void whatAPushIsUnderWayOfIsLeftAndTold() throws Exception {
        store.push(A, ONE, 1);
        holds.enter(new Place(PushRouter.hash(ONE), A));

        PurgeReport report = purge(jobs("one"));

        assertThat(store.copies(ONE)).hasSize(1);
        assertThat(report.isComplete()).isFalse();
        assertThat(part(report, A).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("a push of it was under way"));
    }

    @Test
    void aGatewayThatDoesNotAnswerIsNamedAndRemembered() throws Exception {
        store.push(A, ONE, 1);
        store.push(B, ONE, 1);
        store.broken.add(B);

        PurgeReport report = purge(jobs("one"));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.remembered()).isTrue();
        assertThat(part(report, A).deleted()).isEqualTo(1);
        assertThat(part(report, B).error()).isEqualTo(B + " is broken");
        assertThat(store.copies(ONE)).isEqualTo(Map.of(B, 1));
        assertThat(ledger.deletedAt(ONE, 0)).isPositive();
        assertThat(ledger.deletedAt(TWO, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ledger.sweeps()).isEqualTo(1);
    }

    @Test
    void aSuspectIsNotAskedAndNamed() throws Exception {
        store.push(A, ONE, 1);
        health.unreachable(A, "connection refused");

        PurgeReport report = purge(jobs("one"));

        assertThat(part(report, A).error()).isEqualTo("is suspect: connection refused");
        assertThat(store.copies(ONE)).hasSize(1);
    }

    @Test
    void whatStaysThoughItsDeletionWasTakenIsTold() throws Exception {
        store.push(A, ONE, 1);
        store.stubborn.add(ONE);

        PurgeReport report = purge(jobs("one"));

        assertThat(report.isComplete()).isFalse();
        assertThat(part(report, A).deleted()).isZero();
        assertThat(part(report, A).failures())
                .containsExactly(
                        new PurgeReport.Failure(ONE, "it is there still, though the gateway took its deletion"));
        assertThat(listener.deletedGroups).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWipeEmptiesAllWhetherGatewaysCanOrNot(boolean can) throws Exception {
        GATEWAYS.forEach(gateway -> store.push(gateway.id(), ONE, 1));
        store.push(B, TWO, 1);
        store.wipeable.add(A);
        if (can) {
            store.wipeable.addAll(List.of(B, C));
        }

        PurgeReport report = purge(Purge.wipe(false));

        assertThat(store.copies(ONE)).isEmpty();
        assertThat(store.copies(TWO)).isEmpty();
        assertThat(report.isComplete()).isTrue();
        assertThat(part(report, B)).isEqualTo(new PurgeReport.Part(2, 2, 0, List.of(), ""));
        assertThat(listener.deletedGroups).containsExactlyInAnyOrder("ADMIN " + ONE, "ADMIN " + TWO);
        assertThat(ledger.sweeps()).isEqualTo(1);
    }

    @Test
    void withoutAReconcilerNothingIsRemembered() throws Exception {
        store.push(A, ONE, 1);
        store.broken.add(B);

        PurgeReport report = purger(Mode.OFF).purge(jobs("one")).orElseThrow();

        assertThat(report.remembered()).isFalse();
        assertThat(report.isComplete()).isFalse();
        assertThat(store.copies(ONE)).isEmpty();
        assertThat(ledger.deletions() + ledger.sweeps()).isZero();
    }

    @Test
    void nothingIsDeletedIfOthersCannotBeTold(@TempDir Path folder) throws Exception {
        board = new LocalBoard(new BoardFile(folder.resolve("no/such/folder")));
        store.push(A, ONE, 1);

        PurgeReport report = purge(jobs("one"));

        assertThat(store.copies(ONE)).hasSize(1);
        assertThat(part(report, A).failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.reason()).startsWith("other routers cannot be told: " + folder));
    }

    @Test
    void oneOrderIsCarriedOutAtATime() throws Exception {
        Purger purger = purger(Mode.DELETE);
        AtomicReference<Optional<PurgeReport>> second = new AtomicReference<>();
        store.afterListing = listings -> {
            if (listings == 1) {
                second.set(together(purger));
            }
        };

        assertThat(purger.purge(jobs("one"))).isPresent();

        assertThat(second.get()).isEmpty();
    }

    private static Optional<PurgeReport> together(Purger purger) {
        try {
            return purger.purge(jobs("two"));
        } catch (BoardException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
