package io.promshard.target.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.handover.Layout;
import io.promshard.target.handover.Move;
import io.promshard.target.handover.Rest;
import io.promshard.target.leadership.snapshot.GroupContent;
import io.promshard.target.load.LoadBook;
import io.promshard.target.publish.Version;
import io.promshard.target.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a leader notes down is what its successor goes on with. */
class ContentsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Move MOVE = new Move(1, "", "a", "b", Move.Reason.DRAINED, NOW, Optional.empty());
    private static final Rest REST = new Rest("c", 2, NOW.plusSeconds(60));

    private final GroupState nothing = GroupState.beginning(HandoverHistory.startingAt(NOW, 10, Duration.ofDays(1)));

    private GroupState succeeded(Layout layout) {
        GroupState leader =
                new GroupState(nothing.states(), nothing.plan(), layout, nothing.history(), nothing.edition(), 0, "");
        GroupContent content = Contents.of("g", leader, Orders.NONE, LoadBook.EMPTY);
        GroupState follower = Restored.learned(nothing, new Version(7, 1), content);
        return Restored.takenOver(follower, Reports.NONE, NOW);
    }

    @Test
    void movesUnderWayGoOn() {
        Layout layout = Layout.of(Map.of("a", new long[] {1, 2}, "b", new long[] {1}), List.of(MOVE));

        assertThat(succeeded(layout).layout().moves()).containsExactly(MOVE);
    }

    @Test
    void aMoveThatFailedIsNotTriedAgainBeforeItsTime() {
        Layout layout = Layout.of(Map.of("a", new long[] {1, 2}), List.of(), Map.of(2L, REST));

        assertThat(succeeded(layout).layout().rests()).containsExactly(Map.entry(2L, REST));
    }
}
