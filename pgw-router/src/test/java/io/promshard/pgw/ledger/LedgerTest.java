package io.promshard.pgw.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.board.BoardFile;
import io.promshard.pgw.board.LocalBoard;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.shard.loop.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final double NOW = 1_000_000;
    private static final GroupId GROUP = id("a");

    private final LocalBoard board = new LocalBoard(new BoardFile(null));
    private final Ledger ledger = ledger(board);

    private static GroupId id(String job) {
        return GroupId.of(GroupingKey.of(Map.of("job", job)));
    }

    private static OptionalDouble deletedAt(Ledger ledger, String job) {
        double at = ledger.deletedAt(GroupingKey.of(Map.of("job", job)), 0);
        return Double.isInfinite(at) ? OptionalDouble.empty() : OptionalDouble.of(at);
    }

    private static Ledger ledger(LocalBoard board) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond((long) NOW), ZoneOffset.UTC);
        Surroundings surroundings = new Surroundings(clock, new Random(1), duration -> {});
        Ledger ledger = new Ledger(board, new LedgerLimits(Duration.ofSeconds(100), 1_000, 3), surroundings);
        ledger.start();
        return ledger;
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void awaitWritten(int notes) {
        await().until(() -> board.names(Topic.LEDGER).size() == notes);
    }

    @Test
    void theLatestDeletionCounts() {
        assertThat(deletedAt(ledger, "a")).isEmpty();

        ledger.deleted(GROUP, NOW);
        ledger.deleted(GROUP, NOW - 5);

        assertThat(deletedAt(ledger, "a")).hasValue(NOW);
        assertThat(ledger.deletions()).isEqualTo(1);
    }

    @Test
    void aMovedCopyIsAsOldAsItsOriginal() {
        ledger.moved(GROUP, NOW + 0.1, NOW - 50.25);

        assertThat(ledger.pushedAt(GROUP, NOW + 0.1)).isEqualTo(NOW - 50.25);
        assertThat(ledger.pushedAt(GROUP, NOW + 0.2)).isEqualTo(NOW + 0.2);
        assertThat(ledger.pushedAt(id("b"), NOW + 0.1)).isEqualTo(NOW + 0.1);
    }

    @Test
    void anotherRouterKnowsItToo() {
        ledger.deleted(GROUP, NOW);
        ledger.moved(GROUP, NOW + 1, NOW - 1);

        try (Ledger other = ledger(board)) {
            await().until(() -> other.deletions() == 1 && other.moves() == 1);
            assertThat(deletedAt(other, "a")).hasValue(NOW);
            assertThat(other.pushedAt(GROUP, NOW + 1)).isEqualTo(NOW - 1);
        }
    }

    @Test
    void outlivesARestartInAFile(@TempDir Path folder) {
        Path file = folder.resolve("state");
        LocalBoard first = new LocalBoard(new BoardFile(file));
        first.start();
        try (Ledger writing = ledger(first)) {
            writing.deleted(GROUP, NOW);
            await().until(() -> Files.exists(file));
        }

        LocalBoard second = new LocalBoard(new BoardFile(file));
        second.start();

        try (Ledger reading = ledger(second)) {
            assertThat(deletedAt(reading, "a")).hasValue(NOW);
        }
    }

    @Test
    void aFileThatIsNoneIsNothing(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state");
        Files.write(file, new byte[] {'P', 'G', 'W', '1', 0, 0, 0, 9, 0});

        LocalBoard broken = new LocalBoard(new BoardFile(file));
        broken.start();

        assertThat(broken.names(Topic.LEDGER)).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void tidyingForgetsWhatIsOldAndKeepsMovesWhoseCopyIsThere() throws Exception {
        MovedCopy present = new MovedCopy(id("present"), NOW - 500);
        ledger.deleted(id("old"), NOW - 101);
        ledger.deleted(GROUP, NOW - 99);
        ledger.moved(present.group(), present.stamp(), NOW - 600);
        ledger.moved(id("gone"), NOW - 500, NOW - 600);

        ledger.tidy(Set.of(present));

        assertThat(deletedAt(ledger, "old")).isEmpty();
        assertThat(deletedAt(ledger, "a")).isPresent();
        assertThat(ledger.pushedAt(present.group(), present.stamp())).isEqualTo(NOW - 600);
        assertThat(ledger.moves()).isEqualTo(1);
    }

    @Test
    void tidyingMakesOneNoteOfMany() throws Exception {
        for (String job : List.of("a", "b", "c")) {
            int before = board.names(Topic.LEDGER).size();
            ledger.deleted(id(job), NOW);
            awaitWritten(before + 1);
        }

        ledger.tidy(Set.of());

        awaitWritten(1);
        try (Ledger other = ledger(board)) {
            assertThat(other.deletions()).isEqualTo(3);
        }
    }

    @Test
    void ofTooManyDeletionsTheOldestAreForgotten() {
        for (int i = 0; i < 1_126; i++) {
            ledger.deleted(id("j" + i), NOW + i);
        }

        assertThat(ledger.deletions()).isEqualTo(1_000);
        assertThat(deletedAt(ledger, "j0")).isEmpty();
        assertThat(deletedAt(ledger, "j1125")).isPresent();
    }

    @Test
    void whatIsOfNoKnownKindIsLeftOut() {
        byte[] content = Entry.write(List.of(new Entry.Deleted(GROUP, 1), new Entry.Deleted(id("b"), 2)));
        content[0] = 'Z';

        assertThat(Entry.read(content)).containsExactly(new Entry.Deleted(id("b"), 2));
    }
}
