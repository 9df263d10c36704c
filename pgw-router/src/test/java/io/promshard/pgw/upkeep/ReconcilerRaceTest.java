package io.promshard.pgw.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.board.BoardFile;
import io.promshard.pgw.board.LocalBoard;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.ledger.LedgerLimits;
import io.promshard.pgw.life.Patience;
import io.promshard.pgw.reconcile.Mode;
import io.promshard.pgw.reconcile.TtlRules;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.routing.RingViews;
import io.promshard.shard.routing.Withheld;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups are moved back and forth as fast as can be while clients push them, those that were pushed just now among them. */
@Timeout(120)
class ReconcilerRaceTest {

    private static final int CHANGES = 8;
    private static final long BETWEEN_PUSHES = 1_000_000;
    private static final List<GroupingKey> KEYS = IntStream.range(0, 400)
            .mapToObj(i -> GroupingKey.of(Map.of("job", "j" + i)))
            .toList();
    private static final List<Member> GATEWAYS = IntStream.range(0, 4)
            .mapToObj(i -> Member.at(URI.create("http://10.0.0." + i + ":9091")))
            .toList();

    private final MemoryStore store = new MemoryStore();
    private final Counting listener = new Counting();
    private final Holds holds = new Holds(System::nanoTime);
    private final HealthTracker health = new HealthTracker();
    private final RingViews views = new RingViews(health);
    private final Map<GroupingKey, Integer> acknowledged = new ConcurrentHashMap<>();

    @Test
    void noPushIsOverwrittenByOlderDataAndNoneIsDeleted() throws InterruptedException {
        Surroundings surroundings = Surroundings.of(Clock.systemUTC(), new Random(3));
        LocalBoard board = new LocalBoard(new BoardFile(null));
        views.update(MembershipView.of(GATEWAYS, 1));
        AtomicBoolean stop = new AtomicBoolean();
        try (Ledger ledger = new Ledger(board, new LedgerLimits(Duration.ofHours(1), 1_000, 64), surroundings);
                Lives lives = lives(board, surroundings);
                Reconciler reconciler = new Reconciler(parts(board, ledger, surroundings), health, lives);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            ledger.start();
            reconciler.start();
            for (int client = 0; client < 4; client++) {
                int first = client;
                clients.execute(() -> pushUntil(stop, first));
            }
            for (int change = 0; change < CHANGES; change++) {
                views.withhold(
                        change % 2 == 0 ? new Withheld(Set.of(GATEWAYS.get(3).id()), Set.of()) : Withheld.NONE);
                int rounds = listener.rounds.get();
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    reconciler.wake();
                    return listener.rounds.get() >= rounds + 2;
                });
            }
            stop.set(true);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                reconciler.wake();
                assertInPlace();
            });
        }
        System.out.printf(
                ">>> %d changes of the ring under pushes: %d moves, %d deletions, %d pushes, failures %s%n",
                CHANGES,
                listener.moves.get(),
                listener.deletes.get(),
                acknowledged.values().stream().mapToInt(Integer::intValue).sum(),
                listener.failures);
        assertThat(listener.moves).hasPositiveValue();
        assertThat(listener.deletes).hasPositiveValue();
        assertThat(listener.failures).isEmpty();
    }

    /** What a client was told is stored is stored, unless it pushed again. */
    private void pushUntil(AtomicBoolean stop, int client) {
        while (!stop.get()) {
            GroupingKey key = KEYS.get(client + 4 * ThreadLocalRandom.current().nextInt(KEYS.size() / 4));
            int value = acknowledged.getOrDefault(key, 0) + 1;
            String owner = Objects.requireNonNull(views.current().owner(PushRouter.hash(key)))
                    .id();
            Place place = new Place(PushRouter.hash(key), owner);
            holds.enter(place);
            try {
                LockSupport.parkNanos(1);
                store.push(owner, key, value);
            } finally {
                holds.leave(place);
            }
            acknowledged.put(key, value);
            LockSupport.parkNanos(BETWEEN_PUSHES);
        }
    }

    private void assertInPlace() {
        for (GroupingKey key : KEYS) {
            String owner = Objects.requireNonNull(views.current().owner(PushRouter.hash(key)))
                    .id();
            assertThat(store.copies(key)).as(key.toString()).isEqualTo(Map.of(owner, acknowledged.get(key)));
        }
    }

    private UpkeepParts parts(LocalBoard board, Ledger ledger, Surroundings surroundings) {
        UpkeepSettings settings = new UpkeepSettings(
                Mode.MOVE,
                false,
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofMillis(20),
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(5),
                500,
                10_000,
                10_000,
                TtlRules.NONE);
        return new UpkeepParts(
                settings,
                store,
                views,
                board,
                ledger,
                holds,
                new SharedHolds(board, holds, settings.holdLimit(), surroundings.random()),
                () -> true,
                listener,
                surroundings,
                System::nanoTime);
    }

    private Lives lives(LocalBoard board, Surroundings surroundings) {
        Patience patience = new Patience(
                Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(10));
        return new Lives(views, health, board, gateway -> Optional.empty(), () -> false, patience, surroundings);
    }
}
