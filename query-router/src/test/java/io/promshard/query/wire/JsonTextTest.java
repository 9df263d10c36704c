package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations are what Prometheus 3.5.3 printed. */
class JsonTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <>&/        | <>&/              | \\u003c\\u003e\\u0026/
            "\\         | \\"\\\\           | \\"\\\\
            é😀         | é😀               | é😀
            """)
    void escapesLabelsLessThanOtherTexts(String content, String label, String text) throws IOException {
        assertThat(label(content)).isEqualTo(label);
        assertThat(text(content)).isEqualTo("\"" + text + "\"");
    }

    @Test
    void escapesControlCharactersInOneWay() throws IOException {
        String content = "\u0000\u0001\u001f\u007f\b\f\n\r\t";

        assertThat(label(content)).isEqualTo("\\u0000\\u0001\\u001f\u007f\\u0008\\u000c\\n\\r\\t");
        assertThat(text(content)).isEqualTo("\"" + label(content) + "\"");
    }

    @Test
    void escapesLineSeparatorsInTextsOnly() throws IOException {
        assertThat(label("a\u2028\u2029\u2030")).isEqualTo("a\u2028\u2029\u2030");
        assertThat(text("a\u2028\u2029\u2030")).isEqualTo("\"a\\u2028\\u2029\u2030\"");
    }

    @Test
    void leavesBytesOfLabelsThatAreNoUtf8() {
        byte[] broken = {'a', (byte) 0xFF};

        assertThat(JsonText.pair(broken, broken)).isEqualTo("\"a\u00ff\":\"a\u00ff\"".getBytes(ISO_8859_1));
    }

    private static String label(String content) {
        String pair = new String(JsonText.pair(new byte[0], content.getBytes(UTF_8)), UTF_8);
        return pair.substring("\"\":\"".length(), pair.length() - 1);
    }

    private static String text(String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteSink sink = new ByteSink(out);
        JsonText.text(Slice.of(content), sink);
        sink.flush();
        return out.toString(UTF_8);
    }
}
