package io.promshard.pgw.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as a gateway's text has them. */
class GoNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1, -1",
        "100000, 100000",
        "999999, 999999",
        "1000000, 1e+06",
        "-1000000, -1e+06",
        "123456789, 1.23456789e+08",
        "0.1, 0.1",
        "-0.25, -0.25",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e-7, 1e-07",
        "123456.5, 123456.5",
        "1234567.5, 1.2345675e+06",
        "1e21, 1e+21",
        "1e100, 1e+100",
        "9007199254740993, 9.007199254740992e+15",
        "4.9E-324, 5e-324",
        "9.9E-324, 1e-323",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "1795288991.5581236, 1.7952889915581236e+09",
        "2E-323, 2e-323",
        "1.2, 1.2",
        "12, 12",
        "120000000, 1.2e+08"
    })
    void areWritten(double value, String text) {
        assertThat(GoNumbers.format(value)).isEqualTo(text);
    }

    @Test
    void areTheSameNumbersWhenTheyAreRead() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(GoNumbers.format(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "9223372036854775807, 9.223372036854775807e18", "-1, 1.8446744073709551615e19"})
    void countsHaveNoSign(long bits, double value) {
        assertThat(GoNumbers.unsigned(bits)).isEqualTo(value);
    }
}
