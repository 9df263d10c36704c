package io.promshard.pgw.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.board.BoardFile;
import io.promshard.pgw.board.LocalBoard;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.selector.Selection;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.SteppingClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepsTest {

    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final GroupingKey A = GroupingKey.of(Map.of("job", "a"));
    private static final GroupingKey B = GroupingKey.of(Map.of("job", "b"));

    private final SteppingClock clock = new SteppingClock();
    private final LocalBoard board = new LocalBoard(new BoardFile(null));
    private final Sweeps sweeps = sweeps(board);

    private Sweeps sweeps(LocalBoard on) {
        Sweeps fresh = new Sweeps(
                on, Duration.ofSeconds(100), new Surroundings(clock, new Random(1 + on.hashCode()), pause -> {}));
        fresh.start();
        return fresh;
    }

    private static Sweep sweep(String selector, double before, double at) {
        return new Sweep(Selection.parse(List.of(selector)), before, at);
    }

    @Test
    void theLatestThatMatchesCounts() throws Exception {
        sweeps.add(sweep("{job=\"a\"}", 10, 10));
        sweeps.add(sweep("{job=~\"a|c\"}", 20, 20));
        sweeps.add(sweep("{job=\"b\"}", 30, 30));

        assertThat(sweeps.sweptUpTo(A, 0)).isEqualTo(20);
        assertThat(sweeps.sweptUpTo(B, 0)).isEqualTo(30);
        assertThat(sweeps.sweptUpTo(GroupingKey.of(Map.of("job", "d")), 0)).isEqualTo(NEVER);
    }

    @Test
    void thoseFromBeforeTheLastPushDoNotMatter() throws Exception {
        sweeps.add(sweep("{job=\"a\"}", 10, 10));

        assertThat(sweeps.sweptUpTo(A, 10.5)).isEqualTo(NEVER);
    }

    @Test
    void anotherRouterKnowsThemToo() throws Exception {
        Sweeps other = sweeps(board);
        sweeps.add(sweep("{\"x y\"=\"1\\n2\",job!=\"b\"}", 10, 10));
        GroupingKey odd = GroupingKey.of(Map.of("job", "a", "x y", "1\n2"));

        assertThat(other.sweptUpTo(odd, 0)).isEqualTo(10);
        assertThat(other.sweptUpTo(B, 0)).isEqualTo(NEVER);
    }

    @Test
    void outliveARestartInAFile(@TempDir Path folder) throws Exception {
        BoardFile file = new BoardFile(folder.resolve("state"));
        LocalBoard first = new LocalBoard(file);
        first.start();
        Sweeps writing = sweeps(first);
        writing.add(new Sweep(Selection.parse(List.of("{job=\"a\"}", "{job=\"b\"}")), 10, 10));

        LocalBoard second = new LocalBoard(file);
        second.start();

        assertThat(sweeps(second).sweptUpTo(B, 0)).isEqualTo(10);
    }

    @Test
    void oneThatAnotherCoversIsForgotten() throws Exception {
        sweeps.add(sweep("{job=\"a\"}", 10, 10));
        sweeps.add(sweep("{job=\"a\"}", 20, 20));
        sweeps.add(sweep("{job=\"a\"}", 20, 20));
        assertThat(sweeps.count()).isEqualTo(1);

        sweeps.add(new Sweep(Selection.ALL, 30, 30));
        assertThat(sweeps.count()).isEqualTo(1);
        assertThat(sweeps.sweptUpTo(A, 0)).isEqualTo(30);

        sweeps.tidy();
        assertThat(board.names(Topic.SWEEP)).hasSize(1);
    }

    @Test
    void oneThatIsOldIsForgotten() throws Exception {
        sweeps.add(sweep("{job=\"a\"}", 1, 1));
        clock.step(Duration.ofSeconds(102));

        sweeps.tidy();

        assertThat(sweeps.count()).isZero();
        assertThat(board.names(Topic.SWEEP)).isEmpty();
    }

    @Test
    void ofTooManyTheOldestAreForgotten() throws Exception {
        for (int i = 0; i < 66; i++) {
            sweeps.add(sweep("{job=\"j" + i + "\"}", i, i));
        }

        assertThat(sweeps.count()).isEqualTo(64);
        assertThat(sweeps.sweptUpTo(GroupingKey.of(Map.of("job", "j1")), 0)).isEqualTo(NEVER);
        assertThat(sweeps.sweptUpTo(GroupingKey.of(Map.of("job", "j2")), 0)).isEqualTo(2);
        sweeps.tidy();
        assertThat(board.names(Topic.SWEEP)).hasSize(64);
    }

    @Test
    void whatANewerRouterWroteIsLeftAlone() throws Exception {
        board.write(new Note(Topic.SWEEP, "new"), "1\n2\n{job=~~\"a\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(sweeps.count()).isZero();
        sweeps.tidy();
        assertThat(board.names(Topic.SWEEP)).isEmpty();
    }
}
