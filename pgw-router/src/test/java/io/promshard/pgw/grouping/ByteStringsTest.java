package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteStringsTest {

    private static final long SEED = 8;

    /** Where the rules of UTF-8 change. */
    private static final int[] EDGES = {
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    @Test
    void agreesWithTheJdkOnWhatUtf8Is() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            String bytes = edgy(random);

            assertThat(ByteStrings.isUtf8(bytes))
                    .as("seed %d, round %d: %s", SEED, i, ByteStrings.quoted(bytes))
                    .isEqualTo(jdkDecodes(bytes));
        }
    }

    @Test
    void textAndBytesAreInverseWhereTheBytesAreUtf8() {
        String text = "a é 😊";

        assertThat(ByteStrings.text(ByteStrings.of(text))).isEqualTo(text);
    }

    @Test
    void replacesEachByteThatFitsNowhere() {
        assertThat(ByteStrings.text("a\u00E2\u0082b\u00FF")).isEqualTo("a\uFFFD\uFFFDb\uFFFD");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, \"\"",
                "a b'c, \"a b'c\"",
                "a\"b, \"a\\\"b\"",
                "a\\b, \"a\\\\b\"",
                "`\u0007\b\f\u000B`, \"\\a\\b\\f\\v\"",
                "`\u0000\u001F\u007F`, \"\\x00\\x1f\\x7f\"",
                "\u00FF\u00C3, \"\\xff\\xc3\"",
                "\u00ED\u00A0\u0080, \"\\xed\\xa0\\x80\"",
                "\u00C3\u00A9, \"é\"",
                "\u00C2\u00A0, \"\\u00a0\"",
                "\u00E2\u0080\u008B, \"\\u200b\"",
                "\u00EF\u00BF\u00BD, \"\uFFFD\"",
                "\u00F0\u009F\u0098\u008A, \"😊\"",
                "\u00F3\u00A0\u0080\u0081, \"\\U000e0001\"",
            })
    void quotesLikeGo(String bytes, String quoted) {
        assertThat(ByteStrings.quoted(bytes)).isEqualTo(quoted);
    }

    @Test
    void quotesLineEndsLikeGo() {
        assertThat(ByteStrings.quoted("\t\n\r")).isEqualTo("\"\\t\\n\\r\"");
    }

    private static String edgy(SplittableRandom random) {
        StringBuilder bytes = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            bytes.append((char) EDGES[random.nextInt(EDGES.length)]);
        }
        return bytes.toString();
    }

    private static boolean jdkDecodes(String bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
