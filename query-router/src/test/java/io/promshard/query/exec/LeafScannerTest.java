package io.promshard.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.client.ApiCall;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.Series;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafScannerTest {

    private static final Grid GRID = new Grid(1_000_500, 1_020_500, 10_000);
    private static final Ask ASK = new Ask(
            new Shard("a", new FeatureLabel.External("a"), List.of()),
            new ApiCall("/api/v1/query_range", List.of(), true),
            Optional.of(new Label("cluster", "a")));

    private final LeafScanner scanner = new LeafScanner();

    private List<Series> scan(String type, String result, Grid grid) throws IOException {
        String answer =
                "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":[%s]}}".formatted(type, result);
        return switch (scanner.scan(ASK, grid, answer.getBytes(StandardCharsets.UTF_8))) {
            case Answer.Success<List<Series>> success -> success.data();
            case Answer.Failure<List<Series>> failure -> throw new IOException(failure.error());
        };
    }

    @Test
    void samplesAreWhereTheirTimesAreOnTheGrid() throws IOException {
        Series series = scan(
                        "matrix",
                        "{\"metric\":{\"x\":\"\\u00e9\"},\"values\":[[1000.5,\"1.5\"],[1020.5,\"-Inf\"]]}",
                        GRID)
                .getFirst();

        assertThat(series.labels()).isEqualTo(Labels.of("cluster", "a", "x", "é"));
        assertThat(series.column().value(0)).isEqualTo(1.5);
        assertThat(series.column().has(1)).isFalse();
        assertThat(series.column().value(2)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aVectorHasOneSampleEach() throws IOException {
        List<Series> series = scan(
                "vector",
                "{\"metric\":{},\"value\":[7.25,\"NaN\"]},{\"metric\":{\"y\":\"1\"},\"value\":[7.25,\"2\"]}",
                Grid.instant(7250));

        assertThat(series).hasSize(2);
        assertThat(series.get(0).column().value(0)).isNaN();
        assertThat(series.get(1).column().value(0)).isEqualTo(2);
    }

    @Test
    void histogramsAreReadWithTheirBuckets() throws IOException {
        Series series = scan(
                        "matrix",
                        "{\"metric\":{},\"histograms\":[[1010.5,{\"count\":\"3\",\"sum\":\"4.5\","
                                + "\"buckets\":[[0,\"1\",\"2\",\"1\"],[3,\"-0.5\",\"0.5\",\"2\"]]}]]}",
                        GRID)
                .getFirst();

        assertThat(series.column().histogram(1))
                .isEqualTo(new FloatHistogram(
                        3, 4.5, List.of(new HistogramBucket(0, 1, 2, 1), new HistogramBucket(3, -0.5, 0.5, 2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metric\":{},\"values\":[[1005.5,\"1\"]]}",
                "{\"metric\":{},\"values\":[[990.5,\"1\"]]}",
                "{\"metric\":{},\"values\":[[1030.5,\"1\"]]}"
            })
    void aSampleOffTheGridIsNoAnswerToTheQuestion(String series) {
        assertThatThrownBy(() -> scan("matrix", series, GRID))
                .isInstanceOf(MalformedAnswer.class)
                .hasMessageContaining("time that was not asked for");
    }

    /** What the JDK takes for white space around a number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metric\":{},\"value\":[1000.5,\"17\u0000\"]}",
                "{\"metric\":{},\"value\":[1000.5, \"17 \"]}",
                "{\"metric\":{},\"histogram\":[1000.5,{\"count\":\"1 \",\"sum\":\"1\"}]}"
            })
    void aNumberThatIsDamagedIsNone(String series) {
        assertThatThrownBy(() -> scan("vector", series, new Grid(1_000_500, 1_000_500, 1)))
                .isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void aScalarIsNoLeaf() {
        byte[] answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}"
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> scanner.scan(ASK, Grid.instant(1000), answer)).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void anErrorStaysOne() throws IOException {
        byte[] answer = "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(scanner.scan(ASK, GRID, answer)).isInstanceOf(Answer.Failure.class);
    }
}
