package io.promshard.target.leadership.snapshot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.leadership.snapshot.GroupContent.OpenMove;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupContentTest {

    @Test
    void refusesColumnsThatDoNotFit() {
        refused(new long[] {1}, new int[] {0}, new int[0], new int[] {1}, "column starts");
        refused(new long[] {1}, new int[] {0, 1}, new int[0], new int[] {1}, "column holders");
        refused(new long[] {1}, new int[] {0, 0}, new int[0], new int[0], "column series");
        refused(new long[] {2, 1}, new int[] {0, 0, 0}, new int[0], new int[2], "column keys");
        refused(new long[] {1, 1}, new int[] {0, 0, 0}, new int[0], new int[2], "column keys");
        refused(new long[] {1, 2}, new int[] {0, 2, 1}, new int[1], new int[2], "column starts");
    }

    @Test
    void refusesACollectorThatIsNotThere() {
        refused(new long[] {1}, new int[] {0, 1}, new int[] {1}, new int[1], "holder is collector number 1 of 1");
        assertThatThrownBy(() -> group(
                        new long[0],
                        new int[1],
                        new int[0],
                        new int[0],
                        List.of(new OpenMove(1, 0, -1, Instant.EPOCH, ""))))
                .hasMessage("a move's destination is collector number -1 of 1");
    }

    private static void refused(long[] keys, int[] starts, int[] holders, int[] series, String message) {
        assertThatThrownBy(() -> group(keys, starts, holders, series, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static GroupContent group(long[] keys, int[] starts, int[] holders, int[] series, List<OpenMove> moves) {
        return new GroupContent(
                "g", 1, List.of("a"), keys, starts, holders, series, List.of(), List.of(), moves, List.of());
    }
}
