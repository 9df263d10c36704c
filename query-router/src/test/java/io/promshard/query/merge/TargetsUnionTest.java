package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsUnionTest {

    @Test
    void listsTargetsAndSumsCounts() throws IOException {
        List<Part<Slice>> parts = List.of(
                Parts.raw(
                        "a",
                        "{\"activeTargets\":[" + active("") + "],\"droppedTargets\":[{\"discoveredLabels\":{}}],"
                                + "\"droppedTargetCounts\":{\"z\":2,\"\\u003c\":1}}"),
                Parts.raw(
                        "b",
                        "{\"activeTargets\":[" + active("")
                                + "],\"droppedTargets\":null,\"droppedTargetCounts\":{\"z\":3}}"),
                Parts.raw("c", "{\"activeTargets\":[]}"));

        assertThat(text(TargetsUnion.of(parts, Shown.ALL)))
                .isEqualTo("{\"status\":\"success\",\"data\":{\"activeTargets\":["
                        + active("\"cluster\":\"a\",") + "," + active("\"cluster\":\"b\",")
                        + "],\"droppedTargets\":[{\"discoveredLabels\":{}}],"
                        + "\"droppedTargetCounts\":{\"\\u003c\":1,\"z\":5}}}");
    }

    @Test
    void serversThatWereAskedForActiveOnesCountNone() throws IOException {
        List<Part<Slice>> parts =
                List.of(Parts.raw("a", "{\"activeTargets\":[],\"droppedTargets\":[],\"droppedTargetCounts\":null}"));

        assertThat(text(TargetsUnion.of(parts, Shown.ALL))).contains("\"droppedTargetCounts\":{}");
    }

    @Test
    void refusesCountsThatAreNone() {
        List<Part<Slice>> parts = List.of(Parts.raw("a", "{\"droppedTargetCounts\":{\"z\":\"2\"}}"));

        assertThatThrownBy(() -> TargetsUnion.of(parts, Shown.ALL)).isInstanceOf(MalformedAnswer.class);
    }

    private static String active(String label) {
        return "{\"discoveredLabels\":{\"a\":\"<\"},\"labels\":{" + label + "\"job\":\"x\"},"
                + "\"scrapePool\":\"\\u003c\",\"lastScrapeDuration\":0.0070}";
    }
}
