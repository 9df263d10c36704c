package io.promshard.query.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverViewTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** In seconds before noon. */
    private static Instant ago(long seconds) {
        return NOON.minusSeconds(seconds);
    }

    private static Handover move(long added, long removed) {
        return new Handover("a", "b", List.of(), ago(added), null, removed < 0 ? null : ago(removed));
    }

    private static HandoverView view(long since, List<Handover> moves, List<Instant> changes) {
        return new HandoverView(NOON, ago(since), Duration.ofSeconds(60), moves, changes);
    }

    @ParameterizedTest
    @CsvSource({
        // A move from 1000 to 900 s before noon, echoing for 60 s; clocks may be 5 s apart.
        "3000, 1100, true",
        "3000, 1006, true",
        "3000, 1005, false",
        "950, 930, false",
        "835, 0, false",
        "834, 0, true",
        "0, 0, true",
        // Before anything is known, or its echo.
        "3600, 1100, false",
        "3534, 1100, true",
        "3536, 1100, false"
    })
    void isClearWhereNothingMovedNorEchoes(long from, long to, boolean clear) {
        HandoverView view = view(3600, List.of(move(1000, 900)), List.of());

        assertThat(view.isClear(ago(from), ago(to))).isEqualTo(clear);
    }

    @Test
    void isNotClearOnceAMoveHasBegun() {
        HandoverView view = view(3600, List.of(move(1000, -1)), List.of());

        assertThat(view.isClear(ago(10), ago(0))).isFalse();
        assertThat(view.isClear(ago(2000), ago(1100))).isTrue();
    }

    @Test
    void isNotClearWhereACollectorCameOrFailed() {
        HandoverView view = view(3600, List.of(), List.of(ago(1000)));

        assertThat(view.isClear(ago(1010), ago(990))).isFalse();
        assertThat(view.isClear(ago(960), ago(0))).isFalse();
        assertThat(view.isClear(ago(900), ago(0))).isTrue();
    }

    @Test
    void learnsWhatIsToldLater() {
        HandoverView before = view(3600, List.of(move(2000, 1900), move(1000, -1)), List.of(ago(2000), ago(1000)));
        HandoverView told = new HandoverView(
                NOON.plusSeconds(5), ago(30), Duration.ofSeconds(60), List.of(move(1000, 2)), List.of(ago(3)));

        HandoverView both = before.with(told, ago(30), ago(1950));

        assertThat(both.upTo()).isEqualTo(NOON.plusSeconds(5));
        assertThat(both.since()).isEqualTo(ago(1950));
        assertThat(both.handovers()).containsExactly(move(2000, 1900), move(1000, 2));
        assertThat(both.changes()).containsExactly(ago(1000), ago(3));
    }

    @Test
    void remembersSoManyMovesAndNothingBeforeThem() {
        HandoverView before = view(3600, Collections.nCopies(40_000, move(2000, 1900)), List.of());
        HandoverView told = new HandoverView(
                NOON, ago(30), Duration.ofSeconds(60), Collections.nCopies(20_000, move(20, 10)), List.of());

        HandoverView both = before.with(told, ago(30), ago(3600));

        assertThat(both.handovers()).hasSize(50_000);
        assertThat(both.since()).isEqualTo(ago(1900).plusMillis(1));
    }

    @Test
    void whoBeginsToDecideAnewKnowsNothingOfBefore() {
        HandoverView before = view(3600, List.of(), List.of());
        HandoverView told = new HandoverView(NOON, ago(10), Duration.ofSeconds(60), List.of(), List.of());

        assertThat(before.with(told, ago(30), ago(3000)).since()).isEqualTo(ago(10));
        assertThat(before.with(told, ago(10), ago(3000)).since()).isEqualTo(ago(3000));
    }
}
