package io.promshard.target.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.leadership.snapshot.Snapshot;
import io.promshard.target.leadership.snapshot.SnapshotStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written down, when the store does not take it. */
class SnapshotsTest {

    private final Store store = new Store();
    private final Snapshots snapshots = new Snapshots(store, new AtOnce());

    @Test
    void whatCouldNotBeWrittenHasToBeOfferedAgain() {
        store.answers.add(new SnapshotStore.Writing.Failed("disk full"));

        snapshots.write(7, List.of());
        assertThat(snapshots.isBehind()).isTrue();
        assertThat(snapshots.trouble()).isEqualTo("disk full");

        snapshots.write(7, List.of());
        assertThat(snapshots.isBehind()).isFalse();
        assertThat(snapshots.trouble()).isEmpty();
        assertThat(store.written).extracting(Snapshot::generation).containsExactly(1L, 2L);
    }

    @Test
    void aFormerLeaderNeedNotTryAgain() {
        store.answers.add(new SnapshotStore.Writing.Fenced());

        snapshots.write(7, List.of());

        assertThat(snapshots.isBehind()).isFalse();
        assertThat(snapshots.trouble()).contains("another sharder");
    }

    @Test
    void itsGenerationsGoOnAfterThoseOfOthers() {
        store.last = Optional.of(new Snapshot(3, 41, new byte[] {1, 2, 3}));

        assertThat(snapshots.left())
                .hasValueSatisfying(told -> assertThat(told.groups()).isEmpty());
        assertThat(snapshots.trouble()).contains("ignored");
        snapshots.write(7, List.of());

        assertThat(store.written).extracting(Snapshot::generation).containsExactly(42L);
    }

    @Test
    void whatCannotBeReadIsNotTakenForNothing() {
        store.unreadable = true;

        assertThat(snapshots.left()).isEmpty();
        assertThat(snapshots.trouble()).isEqualTo("no route");
    }

    /** Answers as it was told, else takes what it is given. */
    private static final class Store implements SnapshotStore {

        final Deque<Writing> answers = new ArrayDeque<>();
        final List<Snapshot> written = new ArrayList<>();
        Optional<Snapshot> last = Optional.empty();
        boolean unreadable;

        @Override
        public Reading read() {
            return unreadable
                    ? new Reading.Failed("no route")
                    : last.<Reading>map(Reading.Found::new).orElseGet(Reading.Nothing::new);
        }

        @Override
        public Writing write(Snapshot snapshot) {
            written.add(snapshot);
            return answers.isEmpty() ? new Writing.Written() : answers.pop();
        }

        @Override
        public void watch(Consumer<Snapshot> listener) {}

        @Override
        public void close() {}
    }

    /** Runs what it is given before it returns. */
    private static final class AtOnce extends AbstractExecutorService implements ExecutorService {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
