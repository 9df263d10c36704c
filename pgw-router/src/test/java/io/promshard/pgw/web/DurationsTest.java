package io.promshard.pgw.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "48h, PT48H",
        "1d12h, PT36H",
        "1y2w3d4h5m6s7ms, PT9172H5M6.007S",
        "500ms, PT0.5S",
        "0s, PT0S",
        "999999999y, PT8759999991240H"
    })
    void areThoseOfPrometheus(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "-1h", "1.5h", "1h1d", "1h1h", " 1h", "1H", "PT1H", "1234567890s", "1µs"})
    void areNothingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("got: " + text);
    }
}
