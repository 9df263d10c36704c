package io.promshard.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                                   | 1970-01-01T00:00:00Z
            1.5                                 | 1970-01-01T00:00:01.500Z
            -1.5                                | 1969-12-31T23:59:58.500Z
            1435781451.7811                     | 2015-07-01T20:10:51.781Z
            0.0005                              | 1970-01-01T00:00:00.001Z
            0.0004                              | 1970-01-01T00:00:00Z
            1_000                               | 1970-01-01T00:16:40Z
            1e3                                 | 1970-01-01T00:16:40Z
            0x1p3                               | 1970-01-01T00:00:08Z
            1700000000000                       | +55840-11-08T22:13:20Z
            2015-07-01T20:10:51.781Z            | 2015-07-01T20:10:51.781Z
            2015-07-01T20:10:51,5Z              | 2015-07-01T20:10:51.500Z
            2015-07-01T20:10:51.1234567899Z     | 2015-07-01T20:10:51.123456789Z
            2015-07-01T5:10:51Z                 | 2015-07-01T05:10:51Z
            2015-07-01T20:10:51+02:00           | 2015-07-01T18:10:51Z
            2015-07-01T20:10:51-24:00           | 2015-07-02T20:10:51Z
            """)
    void readsTimes(String text, Instant time) {
        assertThat(Times.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-292273086-05-16T16:47:06Z", "NaN", "Inf", "-inf", "1e19", "-1e18"})
    void theEarliestOfAllIsTheFirstInstant(String text) {
        assertThat(Times.time(text)).isEqualTo(Instant.MIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"292277025-08-18T07:12:54.999999999Z", "9e18"})
    void theLatestOfAllIsTheLastInstant(String text) {
        assertThat(Times.time(text)).isEqualTo(Instant.MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                " 4",
                "4 ",
                ".",
                "e1",
                "1__0",
                "_1",
                "1_",
                "0x10",
                "1e400",
                "2015-07-01 20:10:51",
                "2015-07-01T20:10:51",
                "2015-07-01t20:10:51z",
                "2015-02-29T00:00:00Z",
                "2015-07-01T24:00:00Z",
                "2015-07-01T20:10:60Z",
                "2015-07-01T20:10:51+24:61",
                "2015-07-01T20:10:51.Z",
                "-292273086-05-16T16:47:07Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Times.time(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot parse \"" + text + "\" to a valid timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "15, PT15S",
        "0.001, PT0.001S",
        "1e9, PT277777H46M40S",
        "-1, PT-1S",
        "1_0, PT10S",
        "1m, PT1M",
        "1h30m, PT1H30M",
        "1w2d, PT216H",
        "1y, PT8760H",
        "5ms, PT0.005S",
        "0s, PT0S"
    })
    void readsDurations(String text, Duration duration) {
        assertThat(Times.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1.5m", "1m1h", "1 m", "-1m", "1M", "1d1", "300y"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Times.duration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot parse \"" + text + "\" to a valid duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372037", "-9223372037", "1e30", "Inf", "-Inf"})
    void refusesDurationsThatNanosecondsCannotHold(String text) {
        assertThatThrownBy(() -> Times.duration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot parse \"" + text + "\" to a valid duration. It overflows int64");
    }
}
