package io.promshard.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.promql.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatTextTest {

    private static final int NUMBERS = Integer.getInteger("float.texts", 300_000);

    private static double parse(String text) {
        byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.US_ASCII);
        return FloatText.parse(bytes, 1, bytes.length - 1);
    }

    private static void assertSame(String text, double value) {
        assertThat(Double.doubleToLongBits(parse(text))).as(text).isEqualTo(Double.doubleToLongBits(value));
    }

    @Test
    void isReadToTheBitAsItWasPrinted() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < NUMBERS; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextDouble() * Math.pow(10, random.nextInt(-8, 12));
                case 2 -> random.nextInt(1_000_000) / 285.0;
                default -> random.nextLong(-1_000_000, 1_000_000) / 1000.0;
            };
            assertSame(Double.isNaN(value) ? "NaN" : Numbers.format(value), Double.isNaN(value) ? Double.NaN : value);
        }
    }

    @Test
    void isRoundedAsByTheJdkWhateverItsDigits() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < NUMBERS; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            text.append(random.nextLong(1L << random.nextInt(1, 62)));
            if (random.nextInt(4) > 0) {
                text.append('.');
                for (int digit = random.nextInt(1, 24); digit > 0; digit--) {
                    text.append((char) ('0' + random.nextInt(10)));
                }
            }
            assertSame(text.toString(), Double.parseDouble(text.toString()));
        }
    }

    @Test
    void isRoundedRightlyAtTheMiddleBetweenTwoDoubles() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < NUMBERS / 10; i++) {
            long odd = (1L << 53) + random.nextLong(1L << 53);
            for (String text :
                    new String[] {odd + "", odd + "0.5", odd + ".5", (odd / 8) + ".0625", odd / 8 + ".1875"}) {
                assertSame(text, Double.parseDouble(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "1.",
                ".5",
                "9007199254740993",
                "0.1",
                "-12.50",
                "100000000000000000000000",
                "1e5"
            })
    void isReadAsTheJdkDoes(String text) {
        assertSame(text, Double.parseDouble(text));
    }

    @Test
    void namesWhatIsNoNumber() {
        assertThat(parse("+Inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(parse("-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(parse("NaN")).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "1.2.3",
                "x",
                "--1",
                "1-",
                "17\u0000",
                "\u000017",
                " 1",
                "1 ",
                "1d",
                "1f",
                "0x1p3",
                "Infinity"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    }
}
