package io.promshard.pgw.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.board.BoardFile;
import io.promshard.pgw.board.LocalBoard;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two routers with one board. */
@Timeout(30)
class SharedHoldsTest {

    private static final Place HERE = new Place(1, "a");
    private static final Place THERE = new Place(2, "b");
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final AtomicLong nanos = new AtomicLong();
    private final LocalBoard board = new LocalBoard(new BoardFile(null));
    private final Holds ours = new Holds(nanos::get);
    private final Holds theirs = new Holds(nanos::get);
    private final SharedHolds our = shared(board, ours, 1);
    private final SharedHolds their = shared(board, theirs, 2);

    private static SharedHolds shared(LocalBoard board, Holds holds, long seed) {
        SharedHolds shared = new SharedHolds(board, holds, LIMIT, new Random(seed));
        shared.start();
        return shared;
    }

    @AfterEach
    void endAllHolds() {
        nanos.addAndGet(LIMIT.toNanos());
    }

    /** Whether a push would wait, found out by one that does not mind to be interrupted. */
    private static boolean isHeld(Holds holds, Place place) throws InterruptedException {
        Thread push = Thread.ofPlatform().daemon().start(() -> holds.await(place));
        while (push.isAlive() && push.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        boolean held = push.isAlive();
        push.interrupt();
        push.join();
        return held;
    }

    @Test
    void whatOneHoldsAllDoUntilItIsReleased() throws Exception {
        try (SharedHolds.Held held = our.place(Set.of(HERE))) {
            assertThat(held.hold().left()).isEqualTo(LIMIT.toNanos());
            assertThat(isHeld(ours, HERE)).isTrue();
            assertThat(isHeld(theirs, HERE)).isTrue();
            assertThat(isHeld(theirs, THERE)).isFalse();
        }

        assertThat(isHeld(ours, HERE)).isFalse();
        assertThat(isHeld(theirs, HERE)).isFalse();
        assertThat(board.names(Topic.HOLD)).isEmpty();
    }

    @Test
    void severalMayHoldAtOnce() throws Exception {
        try (SharedHolds.Held first = our.place(Set.of(HERE))) {
            try (SharedHolds.Held second = their.place(Set.of(HERE, THERE))) {
                assertThat(first.hold()).isNotEqualTo(second.hold());
                assertThat(isHeld(ours, THERE)).isTrue();
            }
            assertThat(isHeld(ours, THERE)).isFalse();
            assertThat(isHeld(theirs, HERE)).isTrue();
        }
    }

    @Test
    void oneThatStartsLaterHoldsWhatIsHeld() throws Exception {
        try (SharedHolds.Held held = our.place(Set.of(HERE))) {
            Holds late = new Holds(nanos::get);
            SharedHolds third = shared(board, late, 3);

            assertThat(isHeld(late, HERE)).isTrue();
            assertThat(third).isNotNull();
            assertThat(held.hold().left()).isPositive();
        }
    }

    @Test
    void clearingEndsNoHoldOfOthersBeforeItsTime() throws Exception {
        try (SharedHolds.Held held = their.place(Set.of(HERE))) {
            our.clear();

            assertThat(isHeld(ours, HERE)).isTrue();
            assertThat(isHeld(theirs, HERE)).isTrue();
            assertThat(held.hold().left()).isPositive();
        }
    }

    @Test
    void clearingRemovesWhatOneThatDiedLeftBehind() throws Exception {
        board.write(new Note(Topic.HOLD, "dead"), HeldPlaces.write(Set.of(HERE)));
        assertThat(isHeld(ours, HERE)).isTrue();

        nanos.addAndGet(LIMIT.toNanos());
        assertThat(isHeld(ours, HERE)).isFalse();
        our.clear();

        assertThat(board.names(Topic.HOLD)).isEmpty();
    }

    @Test
    void oursIsNotTakenForThatOfAnother() throws Exception {
        SharedHolds.Held held = our.place(Set.of(HERE));
        String name = board.names(Topic.HOLD).iterator().next();
        held.close();

        board.write(new Note(Topic.HOLD, name), HeldPlaces.write(Set.of(HERE)));

        assertThat(isHeld(theirs, HERE)).isTrue();
        board.remove(List.of(new Note(Topic.HOLD, name)));
        assertThat(isHeld(theirs, HERE)).isFalse();
    }

    @Test
    void nothingIsHeldIfOthersCannotBeTold(@TempDir Path folder) throws Exception {
        LocalBoard broken = new LocalBoard(new BoardFile(folder.resolve("no/such/folder")));
        Holds holds = new Holds(nanos::get);
        SharedHolds shared = shared(broken, holds, 4);

        assertThatExceptionOfType(BoardException.class).isThrownBy(() -> shared.place(Set.of(HERE)));

        assertThat(isHeld(holds, HERE)).isFalse();
    }

    @Test
    void aNoteThatIsNoneHoldsNothing() throws Exception {
        board.write(new Note(Topic.HOLD, "gibberish"), new byte[] {0, 0, 0, 1, 0});

        assertThat(isHeld(ours, HERE)).isFalse();
    }
}
