package io.promshard.query.promql.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTest {

    @Test
    void escapeWhatIsNotPrintable() {
        assertThat(Quotes.quote("a\"b\\c\n\t\u0007\u000b\u0001\u007f"))
                .isEqualTo("\"a\\\"b\\\\c\\n\\t\\a\\v\\x01\\x7f\"");
        assertThat(Quotes.quote("ü€\u00a0\u200b\u2028")).isEqualTo("\"ü€\\u00a0\\u200b\\u2028\"");
        assertThat(Quotes.quote(Character.toString(0x1F600))).isEqualTo("\"😀\"");
        assertThat(Quotes.quote(Character.toString(0xE0001))).isEqualTo("\"\\U000e0001\"");
    }

    @Test
    void showACharacter() {
        assertThat(Quotes.quote('a')).isEqualTo("'a'");
        assertThat(Quotes.quote('\'')).isEqualTo("'\\''");
        assertThat(Quotes.quote('"')).isEqualTo("'\"'");
        assertThat(Quotes.quote(-1)).isEqualTo("'\uFFFD'");
        assertThat(Quotes.unicode('.')).isEqualTo("U+002E '.'");
        assertThat(Quotes.unicode('\n')).isEqualTo("U+000A");
    }

    @Test
    void showTheStartOfALongText() {
        assertThat(Quotes.quoteStart("äbcdefghijkl")).isEqualTo("\"äbcdefghij\"");
        assertThat(Quotes.quoteStart("abc")).isEqualTo("\"abc\"");
    }

    @ParameterizedTest
    @MethodSource("literals")
    void areTakenOff(String literal, String value) {
        assertThat(Unquoter.unquote(literal)).isEqualTo(value);
    }

    static Object[][] literals() {
        return new Object[][] {
            {"\"\"", ""},
            {"'a\"b'", "a\"b"},
            {"'it\\'s'", "it's"},
            {"`raw \\n`", "raw \\n"},
            {"\"\\a\\b\\f\\n\\r\\t\\v\\\\\"", "\u0007\b\f\n\r\t\u000b\\"},
            {"\"\\101\\x41\\u0041\\U00000041\"", "AAAA"},
            {"\"\\xe2\\x82\\xac ü\"", "€ ü"},
            {"\"\\U0001F600\"", "😀"},
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\xff", "a\\xc3", "\\xe2\\x82", "\\xed\\xa0\\x80", "ü\\x80€", "\\xf0\\x9f\\x98"})
    void keepBytesThatAreNoCharacters(String escapes) {
        String value = Unquoter.unquote('"' + escapes + '"');

        assertThat(ByteString.hasInvalid(value)).isTrue();
        assertThat(Quotes.quote(value)).isEqualTo('"' + escapes + '"');
        assertThat(ByteString.hasInvalid(ByteString.wellFormed(value))).isFalse();
    }

    @Test
    void countBytes() {
        String text = "aü€😀";

        assertThat(ByteString.length(text, 0, text.length())).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
}
