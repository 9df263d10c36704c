package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamsTest {

    @ParameterizedTest
    @CsvSource({
        "0,1970-01-01T00:00:00Z",
        "1763740800.25,2025-11-21T16:00:00.250Z",
        "1.7637408e9,2025-11-21T16:00:00Z",
        "-1,1969-12-31T23:59:59Z",
        "2025-11-21T16:00:00Z,2025-11-21T16:00:00Z",
        "2025-11-21T17:00:00.5+01:00,2025-11-21T16:00:00.500Z",
    })
    void readTimesAsPrometheusWritesThem(String text, Instant time) {
        assertThat(Params.time("to", text, Instant.EPOCH)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"now", "1e99", "NaN", "2025-11-21", "12345678901234567890123456789012345678901", " ", "9e11"})
    void refuseOthers(String text) {
        assertThatThrownBy(() -> Params.time("to", text, Instant.EPOCH)).hasMessageContaining("\"to\" must be a time");
    }

    @Test
    void shortenWhatTheyQuote() {
        assertThatThrownBy(() -> Params.limit("9".repeat(10_000), 1, 2))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(400));
    }
}
