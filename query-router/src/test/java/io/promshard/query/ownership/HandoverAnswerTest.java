package io.promshard.query.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverAnswerTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T11:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /** What a target-sharder answers, as its own tests compare. */
    private static String example() throws IOException {
        try (InputStream file = HandoverAnswerTest.class.getResourceAsStream("/io/promshard/contract/handovers.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }

    private static HandoverView read(String answer) throws IOException {
        return HandoverAnswer.read(answer.getBytes(UTF_8), SINCE, NOW);
    }

    @Test
    void tellsAllOfAMove() throws IOException {
        HandoverView view = read(example());

        assertThat(view.upTo()).isEqualTo(NOW);
        assertThat(view.since()).isEqualTo(Instant.parse("2026-01-01T11:30:00Z"));
        assertThat(view.echo()).isEqualTo(Duration.ofMillis(56_500));
        assertThat(view.changes()).containsExactly(Instant.parse("2026-01-01T11:39:00Z"));
        assertThat(view.handovers().getFirst())
                .isEqualTo(new Handover(
                        "10.0.0.1:9090",
                        "10.0.0.2:9090",
                        List.of(Labels.of("instance", "10.0.1.1:9100", "job", "node")),
                        Instant.parse("2026-01-01T11:40:00Z"),
                        Instant.parse("2026-01-01T11:40:12.250Z"),
                        Instant.parse("2026-01-01T11:40:14Z")));
    }

    @Test
    void whoWasNotSeenToScrapeTakesOverWhenTheOtherIsTakenOff() throws IOException {
        List<Handover> handovers = read(example()).handovers();

        assertThat(handovers.get(1).takenOver()).isEqualTo(handovers.get(1).removed());
        assertThat(handovers.get(2).takenOver()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"decides\": true  | \"decides\": false      | it does not decide",
                "\"echo\": 56.5     | \"echo\": null          | it does not say since when",
                "\"completeSince\"  | \"x\"                   | it does not say since when",
                "2026-01-01T11:41:00Z | noon                  | what it answered tells no moves",
                "\"status\"         | status                  | what it answered tells no moves",
                "\"added\"          | \"x\"                   | a move has no \"added\""
            })
    void whatIsNotWholeIsNotBelieved(String part, String other, String message) throws IOException {
        String answer = example().replace(part, other);

        assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class).hasMessageContaining(message);
    }

    @Test
    void targetsOfWhichCollectorsHaveCopiesAreNeverClear() throws IOException {
        assertThat(read(example().replace("\"single\": true", "\"single\": false"))
                        .since())
                .isEqualTo(NOW);
    }

    @Test
    void ofTooManyMovesNothingIsKnownBefore() throws IOException {
        String move = "{\"added\": \"2026-01-01T11:40:00Z\"}";
        String moves = String.join(",", java.util.Collections.nCopies(HandoverAnswer.LIMIT, move));
        String answer =
                "{\"data\": {\"decides\": true, \"single\": true, \"echo\": 1, \"completeSince\": \"2026-01-01T11:30:00Z\","
                        + " \"handovers\": [" + moves + "]}}";

        assertThat(read(answer).since()).isEqualTo(NOW);
    }
}
