package io.promshard.query.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoverWatchTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private Instant now = NOON;
    private boolean dead;
    private final HandoverWatch watch = new HandoverWatch(
            this::answer,
            () -> now,
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Thread.ofVirtual().factory());

    private HandoverView answer(Instant since, Instant at) throws IOException {
        asked.add(Duration.between(since, NOON).toSeconds() + "s before noon");
        if (dead) {
            throw new IOException("the connection was refused");
        }
        return new HandoverView(at, since, Duration.ZERO, List.of(), List.of());
    }

    private Optional<Instant> upTo(Instant end) throws InterruptedException {
        return watch.upTo(end).map(HandoverView::upTo);
    }

    @Test
    void asksForTheWholeHorizonAndThenForWhatIsNew() throws InterruptedException {
        assertThat(upTo(now)).contains(NOON);
        now = NOON.plusSeconds(10);
        assertThat(upTo(now)).contains(now);

        assertThat(asked).containsExactly("3600s before noon", "30s before noon");
        assertThat(watch.upTo(NOON).orElseThrow().since())
                .isEqualTo(NOON.plusSeconds(10).minusSeconds(3600));
    }

    @Test
    void asksNobodyAboutTheTimeThatIsKnown() throws InterruptedException {
        upTo(now);
        now = NOON.plusSeconds(10);

        assertThat(upTo(NOON.minusSeconds(1))).contains(NOON);
        assertThat(asked).hasSize(1);
    }

    @Test
    void keepsTheLastGoodAnswerForWhatItTellsAndNoMore() throws InterruptedException {
        upTo(now);
        dead = true;
        now = NOON.plusSeconds(10);

        assertThat(upTo(now)).isEmpty();
        assertThat(upTo(NOON)).contains(NOON);
    }

    @Test
    void leavesThoseThatFailedAloneForAnInterval() throws InterruptedException {
        dead = true;
        upTo(now);
        now = NOON.plusMillis(4_999);
        upTo(now);
        assertThat(asked).hasSize(1);

        dead = false;
        now = NOON.plusSeconds(5);
        assertThat(upTo(now)).contains(now);
    }
}
