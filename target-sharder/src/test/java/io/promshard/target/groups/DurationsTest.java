package io.promshard.target.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "1y2w3d4h5m6s7ms, PT9172H5M6.007S",
        "100ms, PT0.1S",
        "90m, PT1H30M",
        "0, PT0S",
        "0s, PT0S",
        "292y, PT2557920H"
    })
    void areReadAsPrometheusReadsThem(String text, Duration duration) {
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "1.5h",
                "-1s",
                "30 s",
                "1m1h",
                "1s1s",
                "PT30S",
                "s",
                "1S",
                "293y",
                "9999999999999999999y",
                "99999999999999999999s"
            })
    void anythingElseIsNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.1S, 100ms", "PT90S, 1m30s", "PT24H, 1d", "PT360H, 15d", "PT168H, 1w", "PT8760H, 1y"})
    void areWrittenAsPeopleWriteThem(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenCanBeRead() {
        for (long millis = 1; millis < 400L * 86_400_000; millis = millis * 3 + 1) {
            Duration duration = Duration.ofMillis(millis);

            assertThat(Durations.parse(Durations.text(duration))).contains(duration);
        }
    }
}
