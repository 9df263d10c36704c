package io.promshard.target.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.collector.CollectorChange;
import io.promshard.target.collector.CollectorState;
import io.promshard.target.handover.EndedMove.Result;
import io.promshard.target.handover.Move.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoverHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final HandoverHistory empty = HandoverHistory.startingAt(NOON, 3, Duration.ofHours(1));

    @Test
    void movesAreFoundByTheTimeInWhichTheyWereUnderWay() {
        HandoverHistory history = empty.with(List.of(ended(1, 60, 90), ended(2, 100, 130)), List.of(), at(130));

        assertThat(history.moves(at(0), at(59))).isEmpty();
        assertThat(history.moves(at(90), at(99)))
                .extracting(move -> move.move().key())
                .containsExactly(1L);
        assertThat(history.moves(at(70), at(110))).hasSize(2);
    }

    @Test
    void aSeriesEchoesWhereItWasForAWhile() {
        HandoverHistory history = empty.with(List.of(ended(1, 60, 90)), List.of(), at(90));

        assertThat(history.isClear(at(0), at(59), List.of(), INTERVAL)).isTrue();
        assertThat(history.isClear(at(0), at(60), List.of(), INTERVAL)).isFalse();
        assertThat(history.isClear(at(146), at(200), List.of(), INTERVAL)).isFalse();
        assertThat(history.isClear(at(147), at(200), List.of(), INTERVAL)).isTrue();
    }

    @Test
    void nothingIsClearWhileAMoveIsOpenOrACollectorFails() {
        CollectorChange died =
                new CollectorChange("a", CollectorState.FAILING, CollectorState.DEAD, at(60), "its checks fail");
        HandoverHistory history = empty.with(List.of(), List.of(died), at(60));

        assertThat(history.isClear(at(50), at(70), List.of(), INTERVAL)).isFalse();
        assertThat(history.changes(at(50), at(70))).containsExactly(died);
        assertThat(empty.isClear(at(50), at(70), List.of(ended(1, 65, 90).move()), INTERVAL))
                .isFalse();
        assertThat(empty.isClear(at(50), at(64), List.of(ended(1, 65, 90).move()), INTERVAL))
                .isTrue();
    }

    @Test
    void whatWasForgottenIsNotClear() {
        HandoverHistory history = empty.with(
                List.of(ended(1, 10, 20), ended(2, 10, 30), ended(3, 10, 40), ended(4, 10, 50)), List.of(), at(50));

        assertThat(history.moves(at(0), at(100)))
                .extracting(move -> move.move().key())
                .containsExactly(2L, 3L, 4L);
        assertThat(history.completeSince()).isEqualTo(at(20));
        assertThat(history.isClear(at(0), at(9), List.of(), INTERVAL)).isFalse();
        assertThat(empty.isClear(at(-1), at(9), List.of(), INTERVAL)).isFalse();
    }

    @Test
    void theOldIsForgotten() {
        HandoverHistory history = empty.with(List.of(ended(1, 10, 20)), List.of(), at(20))
                .with(List.of(ended(2, 3700, 3800)), List.of(), at(3800));

        assertThat(history.moves(at(0), at(9999)))
                .extracting(move -> move.move().key())
                .containsExactly(2L);
        assertThat(history.completeSince()).isEqualTo(at(200));
    }

    private static EndedMove ended(long key, long written, long ended) {
        Move move = new Move(key, "job", "a", "b", Reason.REBALANCED, at(written), Optional.of(at(ended - 5)));
        return new EndedMove(move, at(ended), Result.MOVED);
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }
}
