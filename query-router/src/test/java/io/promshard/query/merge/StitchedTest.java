package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.QueryData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StitchedTest {

    private static List<String> stitched(String... results) throws IOException {
        List<QueryData.Series> matrices = new ArrayList<>();
        for (String result : results) {
            String answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + result + "]}}";
            var success = (Answer.Success<QueryData>) AnswerScanner.query(answer.getBytes(UTF_8));
            matrices.add((QueryData.Series) success.data());
        }
        return Stitched.of(matrices).series().stream()
                .map(series -> series.metric() + series.rest().toString())
                .toList();
    }

    @Test
    void samplesOfASeriesFollowEachOther() throws IOException {
        assertThat(stitched(
                        "{\"metric\":{\"a\":\"1\"},\"values\":[[1,\"x\"],[2,\"y\"]]}",
                        "{\"metric\":{\"a\":\"1\"},\"values\":[[3,\"z\"]]}"))
                .containsExactly("{\"a\":\"1\"},\"values\":[[1,\"x\"],[2,\"y\"],[3,\"z\"]]}");
    }

    @Test
    void aSeriesMayBeInOnePieceOnly() throws IOException {
        assertThat(stitched(
                        "{\"metric\":{\"a\":\"1\"},\"values\":[[1,\"x\"]]}",
                        "{\"metric\":{\"b\":\"1\"},\"values\":[[2,\"y\"]]}"))
                .containsExactly("{\"a\":\"1\"},\"values\":[[1,\"x\"]]}", "{\"b\":\"1\"},\"values\":[[2,\"y\"]]}");
    }

    @Test
    void floatsAndHistogramsStayApart() throws IOException {
        assertThat(stitched(
                        "{\"metric\":{},\"values\":[[1,\"x\"]],\"histograms\":[[2,{\"count\":\"1\"}]]}",
                        "{\"metric\":{},\"histograms\":[[3,{\"count\":\"2\"}]]}"))
                .containsExactly(
                        "{},\"values\":[[1,\"x\"]],\"histograms\":[[2,{\"count\":\"1\"}],[3,{\"count\":\"2\"}]]}");
    }

    @Test
    void labelsAreComparedAndNotTheirText() throws IOException {
        assertThat(stitched(
                        "{\"metric\":{\"a\":\"\\u0031\"},\"values\":[[1,\"x\"]]}",
                        "{\"metric\":{\"a\":\"1\"},\"values\":[[2,\"y\"]]}"))
                .hasSize(1);
    }

    @Test
    void whatIsUnknownIsNotDroppedSilently() {
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> stitched("{\"metric\":{},\"points\":[]}", "{\"metric\":{},\"values\":[[1,\"x\"]]}"));
    }
}
