package io.promshard.pgw.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.board.BoardFile;
import io.promshard.pgw.board.LocalBoard;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.life.Patience;
import io.promshard.pgw.life.State;
import io.promshard.pgw.reconcile.Plan;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.ProbeResult;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SteppingClock;
import io.promshard.shard.routing.RingViews;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LivesTest {

    private static final Duration DOWN_AFTER = Duration.ofSeconds(10);
    private static final List<Member> GATEWAYS = IntStream.range(0, 3)
            .mapToObj(i -> Member.at(URI.create("http://10.0.0." + i + ":9091")))
            .toList();
    private static final Member A = GATEWAYS.get(0);

    private final SteppingClock clock = new SteppingClock(Instant.ofEpochSecond(1_000_000));
    private final HealthTracker health = new HealthTracker();
    private final RingViews views = new RingViews(health);
    private final LocalBoard board = new LocalBoard(new BoardFile(null));
    private final Map<String, Inspector.Inspection> says = new ConcurrentHashMap<>();
    private final AtomicInteger told = new AtomicInteger();
    private Lives lives = lives(true);

    private Lives lives(boolean decides) {
        Patience patience =
                new Patience(DOWN_AFTER, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(10));
        return new Lives(
                views,
                health,
                board,
                gateway -> Optional.ofNullable(says.get(gateway.id())),
                () -> decides,
                patience,
                Surroundings.of(clock, new Random(1)));
    }

    @BeforeEach
    void begin() {
        views.update(MembershipView.of(GATEWAYS, 1));
        GATEWAYS.forEach(gateway -> runs(gateway, "1"));
    }

    private void start(boolean decides) {
        lives = lives(decides);
        lives.subscribe(told::incrementAndGet);
        lives.start();
    }

    @AfterEach
    void stop() {
        lives.close();
    }

    private void runs(Member gateway, String process) {
        says.put(gateway.id(), new Inspector.Inspection(process, 0));
    }

    private void fails(Member gateway) {
        health.unreachable(gateway.id(), "connection refused");
    }

    private void recovers(Member gateway) {
        for (int probe = 0; probe < 3; probe++) {
            health.probed(gateway.id(), new ProbeResult.Ready(), false);
        }
    }

    /** As a round of the reconciler that was begun now and found nothing to do. */
    private void looked(Member... read) {
        Map<String, Map<GroupingKey, StoredGroup>> stored = new ConcurrentHashMap<>();
        for (Member gateway : read) {
            stored.put(gateway.id(), Map.of());
        }
        lives.looked(new Reading(Map.of(), Map.of(), stored, Map.of()), Plan.NONE, clock.millis() / 1_000.0);
    }

    private void awaitState(Member gateway, State state) {
        await().untilAsserted(() -> assertThat(lives.states()).containsEntry(gateway.id(), state));
    }

    private boolean isMarked(Member gateway) {
        return board.names(Topic.QUARANTINED).contains(gateway.id());
    }

    private boolean isLive(Member gateway) {
        return views.current().isLive(GATEWAYS.indexOf(gateway));
    }

    @Test
    void whoFailsIsMarkedBeforeItIsWellAgain() {
        start(true);

        fails(A);

        await().until(() -> isMarked(A));
        awaitState(A, State.SUSPECT);
        assertThat(told).hasPositiveValue();
    }

    @Test
    void whoComesBackSoonAsTheProcessThatItWasIsUpAtOnce() {
        start(true);
        awaitState(A, State.UP);
        fails(A);
        awaitState(A, State.SUSPECT);
        clock.step(DOWN_AFTER.minusSeconds(1));

        recovers(A);

        awaitState(A, State.UP);
        await().until(() -> !isMarked(A) && isLive(A));
    }

    @Test
    void whoComesBackLaterIsInQuarantineUntilItWasFoundClean() {
        start(true);
        fails(A);
        awaitState(A, State.SUSPECT);
        clock.step(DOWN_AFTER);
        awaitState(A, State.DOWN);

        recovers(A);

        awaitState(A, State.RETURNING);
        assertThat(isLive(A)).isFalse();
        assertThat(views.current().withheld().quarantined()).contains(A.id());
        clock.step(Duration.ofSeconds(1));
        looked(A);
        awaitState(A, State.UP);
        await().until(() -> isLive(A) && !isMarked(A));
    }

    @Test
    void whoIsAnotherProcessIsInQuarantineThoughNobodySawItFail() {
        start(true);
        awaitState(A, State.UP);
        await().until(() -> says.containsKey(A.id()));
        clock.step(Duration.ofSeconds(6));
        runs(A, "2");
        clock.step(Duration.ofSeconds(6));

        awaitState(A, State.RETURNING);
        await().until(() -> !isLive(A));
    }

    @Test
    void whoDoesNotDecideGoesByTheBoard() throws Exception {
        start(false);

        board.write(new Note(Topic.QUARANTINED, A.id()), new byte[0]);

        await().until(() -> !isLive(A));
        assertThat(lives.states()).containsEntry(A.id(), State.RETURNING);
        fails(A);
        assertThat(lives.states()).containsEntry(A.id(), State.SUSPECT);
        board.remove(List.of(new Note(Topic.QUARANTINED, A.id())));
        recovers(A);
        await().until(() -> isLive(A));
        assertThat(lives.states()).containsEntry(A.id(), State.UP);
    }

    /** The note of a leader that died with it may be all that is known of a gateway. */
    @Test
    void whoWasMarkedBeforeThisRouterDecidedStaysInQuarantine() throws Exception {
        board.write(new Note(Topic.QUARANTINED, A.id()), new byte[0]);

        start(true);

        awaitState(A, State.RETURNING);
        assertThat(isLive(A)).isFalse();
        clock.step(Duration.ofSeconds(1));
        looked(A);
        awaitState(A, State.UP);
        await().until(() -> !isMarked(A));
    }

    @Test
    void whoIsDrainedGetsNothingUntilThatEnds() throws Exception {
        start(true);

        lives.drain(A.id());
        await().until(() -> !isLive(A));
        assertThat(views.current().withheld().drained()).containsExactly(A.id());

        lives.undrain(A.id());
        await().until(() -> isLive(A));
    }

    @Test
    void whoLeavesIsReadUntilItDoesNotAnswerAnyMore() {
        start(true);
        awaitState(A, State.UP);

        views.update(MembershipView.of(GATEWAYS.subList(1, 3), 2));

        awaitState(A, State.LEFT);
        assertThat(lives.left()).containsOnlyKeys(A.id());
        for (int round = 0; round < 3; round++) {
            lives.looked(new Reading(Map.of(), Map.of(), Map.of(), Map.of(A.id(), "gone")), Plan.NONE, 0);
        }
        assertThat(lives.left()).isEmpty();
        looked(A);
        assertThat(lives.left()).containsOnlyKeys(A.id());

        clock.step(Duration.ofHours(25));
        await().until(() -> !lives.states().containsKey(A.id()) && !isMarked(A));
    }

    @Test
    void aClockThatIsOffByMoreThanTwoSecondsIsWrong() {
        says.put(A.id(), new Inspector.Inspection("1", -2.5));
        assertThat(lives.isClockRight(A.id())).isTrue();

        start(true);

        await().until(() -> !lives.isClockRight(A.id()));
        assertThat(lives.isClockRight(GATEWAYS.get(1).id())).isTrue();
    }
}
