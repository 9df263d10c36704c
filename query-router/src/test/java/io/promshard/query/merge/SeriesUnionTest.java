package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.RandomAnswer;
import io.promshard.query.wire.ResultType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SeriesUnionTest {

    @Test
    void sortsAMatrixByLabels() throws Exception {
        assertThat(text(SeriesUnion.of(
                        ResultType.MATRIX,
                        List.of(
                                part("b", "matrix", "{\"metric\":{\"a\":\"1\"},\"values\":[[1,\"2\"]]}"),
                                part(
                                        "a",
                                        "matrix",
                                        "{\"metric\":{\"a\":\"2\"},\"values\":[]}",
                                        "{\"metric\":{\"a\":\"1\"},\"values\":[]}")),
                        Limit.NONE)))
                .isEqualTo(answer(
                        "matrix",
                        "{\"metric\":{\"a\":\"1\",\"cluster\":\"a\"},\"values\":[]},"
                                + "{\"metric\":{\"a\":\"1\",\"cluster\":\"b\"},\"values\":[[1,\"2\"]]},"
                                + "{\"metric\":{\"a\":\"2\",\"cluster\":\"a\"},\"values\":[]}"));
    }

    @Test
    void leavesAVectorInTheOrderOfShards() throws Exception {
        assertThat(text(SeriesUnion.of(
                        ResultType.VECTOR,
                        List.of(
                                part("b", "vector", "{\"metric\":{},\"value\":[1,\"2\"]}"),
                                part("a", "vector", "{\"metric\":{},\"value\":[1,\"3\"]}")),
                        Limit.NONE)))
                .isEqualTo(answer(
                        "vector",
                        "{\"metric\":{\"cluster\":\"b\"},\"value\":[1,\"2\"]},"
                                + "{\"metric\":{\"cluster\":\"a\"},\"value\":[1,\"3\"]}"));
    }

    @Test
    void refusesTheSameLabelsFromTwoShards() {
        Part<QueryData.Series> part = part("a", "vector", "{\"metric\":{\"x\":\"1\"},\"value\":[1,\"2\"]}");
        Part<QueryData.Series> bare = new Part<>("b", part.answer(), Optional.empty());

        assertThatThrownBy(() -> SeriesUnion.of(ResultType.VECTOR, List.of(bare, bare), Limit.NONE))
                .isInstanceOf(MergeConflict.class)
                .hasMessageContaining("{\"x\":\"1\"}");
    }

    @Test
    void cutsWhatIsBeyondTheLimitAfterSorting() throws Exception {
        assertThat(text(SeriesUnion.of(
                        ResultType.MATRIX,
                        List.of(part("b", "matrix", "{\"metric\":{}}"), part("a", "matrix", "{\"metric\":{}}")),
                        new Limit(1))))
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                        + "{\"metric\":{\"cluster\":\"a\"}}]},\"warnings\":[\"results truncated due to limit\"]}");
    }

    @Test
    void warnsOfNoLimitThatIsJustMet() throws Exception {
        assertThat(text(SeriesUnion.of(
                        ResultType.VECTOR, List.of(part("b", "vector", "{\"metric\":{}}")), new Limit(1))))
                .doesNotContain("truncated");
    }

    @Test
    void saysEachAnnotationOnce() throws Exception {
        MergedAnswer merged =
                SeriesUnion.of(ResultType.VECTOR, List.of(part("a", "vector"), part("b", "vector")), Limit.NONE);
        Annotations notes = new Annotations(List.of("<w>", "v", "<w>"), List.of("i"));

        assertThat(text(merged.with(notes).with(notes)))
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]},"
                        + "\"warnings\":[\"\\u003cw\\u003e\",\"v\"],\"infos\":[\"i\"]}");
    }

    @Test
    void saysOfAllKindsOfAnswersWhatATreeOfThemSays() throws Exception {
        JsonMapper mapper = new JsonMapper();
        for (long seed = 0; seed < 500; seed++) {
            List<byte[]> answers = answers(seed * 100);
            JsonNode expected =
                    TreeUnion.of(answers.stream().map(mapper::readTree).toList());

            assertThat(mapper.readTree(unionOrConflict(answers)).path("data"))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    /** Some answers of the same type. */
    private static List<byte[]> answers(long seed) {
        String type = seed % 200 == 0 ? "\"vector\"" : "\"matrix\"";
        return LongStream.range(seed, seed + 100)
                .mapToObj(one -> RandomAnswer.plain(one, "cluster"))
                .filter(answer -> new String(answer, UTF_8)
                        .startsWith("{\"status\":\"success\",\"data\":{\"resultType\":" + type))
                .limit(3)
                .toList();
    }

    private static String unionOrConflict(List<byte[]> answers) throws IOException {
        List<Part<QueryData.Series>> parts = LongStream.range(0, answers.size())
                .mapToObj(i -> Parts.series("shard-" + i, answers.get((int) i)))
                .toList();
        try {
            return text(SeriesUnion.of(parts.getFirst().answer().data().type(), parts, Limit.NONE));
        } catch (MergeConflict conflict) {
            return "{\"data\":\"conflict\"}";
        }
    }

    private static Part<QueryData.Series> part(String shard, String type, String... series) {
        return Parts.series(shard, answer(type, String.join(",", series)).getBytes(UTF_8));
    }

    private static String answer(String type, String series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":[" + series + "]}}";
    }
}
