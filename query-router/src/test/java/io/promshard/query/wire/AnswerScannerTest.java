package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerScannerTest {
    private static final Annotations NOTES = new Annotations(List.of("w<1>", "w2"), List.of("i"));

    private static final String END = ",\"warnings\":[\"w\\u003c1\\u003e\",\"w2\"],\"infos\":[\"i\"]}";

    @Test
    void cutsSeriesFromTheirLabels() throws IOException {
        String vector = "{\"metric\":{\"a\":\"]}\"},\"value\":[1,\"2\"]}";
        String histogram = "{\"metric\":{},\"histogram\":[1,{\"count\":\"1\",\"buckets\":[[0,\"1\"]]}]}";

        assertThat(query("vector", "[" + vector + "," + histogram + "],\"stats\":{\"x\":[1]}"))
                .isEqualTo(new Answer.Success<QueryData>(
                        new QueryData.Series(
                                ResultType.VECTOR,
                                List.of(
                                        series("{\"a\":\"]}\"}", ",\"value\":[1,\"2\"]}"),
                                        series("{}", histogram.substring("{\"metric\":{}".length()))),
                                Optional.of(Slice.of("{\"x\":[1]}"))),
                        NOTES));
    }

    @Test
    void keepsScalarsAndStringsAsTheyAre() throws IOException {
        assertThat(query("scalar", "[1.50,\"NaN\"]"))
                .isEqualTo(new Answer.Success<QueryData>(
                        new QueryData.Single(ResultType.SCALAR, Slice.of("[1.50,\"NaN\"]"), Optional.empty()), NOTES));
        assertThat(query("string", "[1,\"\\u003c\"]"))
                .isEqualTo(new Answer.Success<QueryData>(
                        new QueryData.Single(ResultType.STRING, Slice.of("[1,\"\\u003c\"]"), Optional.empty()), NOTES));
    }

    @Test
    void takesNullForAnEmptyList() throws IOException {
        assertThat(query("matrix", "null"))
                .isEqualTo(new Answer.Success<QueryData>(
                        new QueryData.Series(ResultType.MATRIX, List.of(), Optional.empty()), NOTES));
    }

    @Test
    void decodesStrings() throws IOException {
        assertThat(AnswerScanner.strings(bytes("{\"status\":\"success\",\"data\":[\"a\",\"\\u003c\\\"é\",\"\"]}")))
                .isEqualTo(
                        new Answer.Success<>(List.of(Slice.of("a"), Slice.of("<\"é"), Slice.of("")), Annotations.NONE));
    }

    @Test
    void leavesElementsAndOtherDataAlone() throws IOException {
        byte[] answer = bytes("{\"status\":\"success\",\"data\":[{\"a\":\"1\"}, {}]" + END);

        assertThat(AnswerScanner.elements(answer))
                .isEqualTo(new Answer.Success<>(List.of(Slice.of("{\"a\":\"1\"}"), Slice.of("{}")), NOTES));
        assertThat(AnswerScanner.raw(answer)).isEqualTo(new Answer.Success<>(Slice.of("[{\"a\":\"1\"}, {}]"), NOTES));
    }

    /** What looks like the next sample of a series is the next element. */
    @Test
    void keepsListsInAListApart() throws IOException {
        assertThat(AnswerScanner.elements(
                        bytes("{\"status\":\"success\",\"data\":[[\"a\"],[\"b\"],{\"c\":[[\"d\"],[\"e\"]]}]}")))
                .isEqualTo(new Answer.Success<>(
                        List.of(Slice.of("[\"a\"]"), Slice.of("[\"b\"]"), Slice.of("{\"c\":[[\"d\"],[\"e\"]]}")),
                        Annotations.NONE));
    }

    @Test
    void readsErrors() throws IOException {
        byte[] answer =
                bytes("{\"status\":\"error\",\"data\":null,\"errorType\":\"bad_data\",\"error\":\"\\u003cop\"" + END);

        assertThat(AnswerScanner.query(answer)).isEqualTo(new Answer.Failure<QueryData>("bad_data", "<op", NOTES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"status\":\"fine\"}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vectors\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[[]]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}x",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[}}",
            })
    void refusesWhatIsNoAnswer(String answer) {
        assertThatThrownBy(() -> AnswerScanner.query(bytes(answer))).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void refusesAnAnswerThatEndsAnywhereInItsMiddle() {
        byte[] answer = bytes("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"a\":\"\\u00e9\"},\"values\":[[1,\"2\"]]}]}" + END);

        for (int length = 0; length < answer.length; length++) {
            byte[] cut = Arrays.copyOf(answer, length);
            assertThatThrownBy(() -> AnswerScanner.query(cut)).isInstanceOf(MalformedAnswer.class);
        }
    }

    private static Answer<QueryData> query(String type, String result) throws IOException {
        return AnswerScanner.query(bytes(
                "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}" + END));
    }

    private static SeriesSlice series(String metric, String rest) {
        return new SeriesSlice(Slice.of(metric), Slice.of(rest));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
