package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StringUnionTest {

    @Test
    void sortsByBytesAndSaysEachOnce() {
        assertThat(text(StringUnion.of(
                        List.of(
                                Parts.strings("a", "[\"b\",\"é\",\"\\uffee\",\"\\u003c\"]"),
                                Parts.strings("b", "[\"\\u0062\",\"Z\",\"😀\"]")),
                        Limit.NONE)))
                .isEqualTo("{\"status\":\"success\",\"data\":[\"\\u003c\",\"Z\",\"b\",\"é\",\"\uffee\",\"😀\"]}");
    }

    @Test
    void cutsWhatIsBeyondTheLimitAndWarns() {
        assertThat(text(StringUnion.of(
                        List.of(Parts.strings("a", "[\"c\"]"), Parts.strings("b", "[\"a\",\"b\"]")), new Limit(2))))
                .isEqualTo("{\"status\":\"success\",\"data\":[\"a\",\"b\"],"
                        + "\"warnings\":[\"results truncated due to limit\"]}");
    }

    @Test
    void isEmptyIfNobodyHasAny() {
        assertThat(text(StringUnion.of(List.of(Parts.strings("a", "[]")), Limit.NONE)))
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }
}
