package io.promshard.query.promql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "5m, 300000, 5m",
        "90s, 90000, 1m30s",
        "1h0m, 3600000, 1h",
        "1y2w3d4h5m6s7ms, 33019506007, 382d4h5m6s7ms",
        "730d, 63072000000, 2y",
        "14d, 1209600000, 2w",
        "15d, 1296000000, 15d",
        "0s, 0, 0s",
    })
    void areReadAndWrittenWithTheLargestUnits(String text, long millis, String written) {
        assertThat(Durations.parse(text)).isEqualTo(millis * 1_000_000);
        assertThat(Durations.format(millis * 1_000_000)).isEqualTo(written);
    }

    @Test
    void areCutToMilliseconds() {
        assertThat(Durations.format(999_999)).isEqualTo("0s");
        assertThat(Durations.format(-1_999_999)).isEqualTo("-1ms");
    }

    @ParameterizedTest
    @CsvSource({
        "5m1h, 'not a valid duration string: \"5m1h\"'",
        "1m1m, 'not a valid duration string: \"1m1m\"'",
        "5hs, 'unknown unit \"hs\" in duration \"5hs\"'",
        "300y, duration out of range",
        "292y52w, duration out of range",
        "99999999999999999999s, 'not a valid duration string: \"99999999999999999999s\"'",
    })
    void areRefusedInPrometheusWords(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage(reason);
    }
}
