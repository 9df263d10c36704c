package io.promshard.query.promql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @Nested
    class Format {

        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "-0.0, -0",
            "1.0, 1",
            "0.1, 0.1",
            "-1.5e-7, -0.00000015",
            "1e21, 1000000000000000000000",
            "123456789.125, 123456789.125",
            "NaN, NaN",
            "Infinity, +Inf",
            "-Infinity, -Inf",
        })
        void writesTheShortestDecimal(double value, String text) {
            assertThat(Numbers.format(value)).isEqualTo(text);
        }

        @Test
        void needsOneDigitWhereJavaWritesTwo() {
            assertThat(Numbers.format(Double.MIN_VALUE)).isEqualTo("0." + "0".repeat(323) + "5");
        }

        @Test
        void isReadAsTheSameNumber() {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 100_000; i++) {
                double value = Double.longBitsToDouble(random.nextLong());
                if (Double.isFinite(value)) {
                    assertThat(Double.parseDouble(Numbers.format(value))).isEqualTo(value);
                }
            }
        }

        @ParameterizedTest
        @CsvSource({"1.0005, 1.000", "-0.0001, -0.000", "1e18, 1000000000000000000.000", "NaN, NaN", "2.5, 2.500"})
        void writesAFixedNumberOfDecimals(double value, String text) {
            assertThat(Numbers.format(value, 3)).isEqualTo(text);
        }
    }

    @Nested
    class Rounding {

        @ParameterizedTest
        @CsvSource({"0.5, 1", "-0.5, -1", "0.49999999999999994, 0", "2.5, 3", "-2.4, -2", "1e300, 1e300"})
        void goesAwayFromZeroAtTheHalf(double value, double rounded) {
            assertThat(Numbers.round(value)).isEqualTo(rounded);
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, 0x1p63, -0x1p64, Double.POSITIVE_INFINITY})
        void givesTheSmallestLongForWhatIsNone(double value) {
            assertThat(Numbers.toLong(value)).isEqualTo(Long.MIN_VALUE);
        }
    }

    @Nested
    class Read {

        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "017, 15",
            "089, 89",
            "0x1F, 31",
            "0X_1_f, 31",
            "1_000_000, 1000000",
            "1_0.2_5e1_0, 1.025e11",
            "5., 5",
            ".5, 0.5",
            "9223372036854775808, 9223372036854775808",
            "Inf, Infinity",
            "nan, NaN",
            "1e-400, 0",
        })
        void takesWhatGoTakes(String text, Double value) {
            assertThat(NumberReader.read(text)).isEqualTo(value);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0x", "1_", "1e+", ".5.5", "0x1_", "0xffffffffffffffff", "1_.5"})
        void refusesWhatIsNoNumber(String text) {
            assertThatExceptionOfType(NumberFormatException.class)
                    .isThrownBy(() -> NumberReader.read(text))
                    .withMessage("strconv.ParseFloat: parsing \"" + text + "\": invalid syntax");
        }

        @Test
        void refusesWhatIsTooLarge() {
            assertThatExceptionOfType(NumberFormatException.class)
                    .isThrownBy(() -> NumberReader.read("1e400"))
                    .withMessage("strconv.ParseFloat: parsing \"1e400\": value out of range");
        }
    }
}
