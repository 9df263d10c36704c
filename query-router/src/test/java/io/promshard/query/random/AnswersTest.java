package io.promshard.query.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.random.Difference.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What counts as a difference between two answers. */
class AnswersTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode vector(String... series) {
        return JSON.readTree("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + String.join(",", series) + "]}}");
    }

    private static String series(String job, String value) {
        return "{\"metric\":{\"job\":\"%s\"},\"value\":[7,\"%s\"]}".formatted(job, value);
    }

    private static JsonNode error(String text) {
        return JSON.readTree("{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"" + text + "\"}");
    }

    private static List<Kind> kinds(JsonNode want, JsonNode have, boolean ordered) {
        return Answers.differences(want, have, ordered).stream()
                .map(Difference::kind)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0000000001, true",
        "1, 1.00000001, false",
        "NaN, NaN, true",
        "NaN, 1, false",
        "+Inf, +Inf, true",
        "+Inf, -Inf, false",
        "0, -0, false",
        "1.7e308, -1.7e308, false",
        "5e-324, 0, false",
        "1e3, 1000, true"
    })
    void numbersMayDifferInTheirLastDigits(String want, String have, boolean same) {
        assertThat(kinds(vector(series("a", want)), vector(series("a", have)), false)
                        .isEmpty())
                .isEqualTo(same);
    }

    @Test
    void seriesPointsAndErrorsMayNotDiffer() {
        JsonNode a = vector(series("a", "1"));

        assertThat(kinds(a, vector(series("b", "1")), false)).containsExactly(Kind.SERIES);
        assertThat(kinds(a, vector(), false)).containsExactly(Kind.SERIES);
        assertThat(kinds(vector(), a, false)).containsExactly(Kind.SERIES);
        assertThat(kinds(a, vector(series("a", "1"), series("a", "1")), false)).containsExactly(Kind.SERIES);
        assertThat(kinds(a, vector(series("a", "1").replace("[7", "[8")), false))
                .containsExactly(Kind.POINTS);
        assertThat(kinds(a, error("many"), false)).containsExactly(Kind.STATUS);
    }

    @Test
    void errorsDifferInTheirType() {
        assertThat(kinds(error("few"), error("many"), false)).isEmpty();
        assertThat(kinds(error("few"), JSON.readTree("{\"status\":\"error\",\"errorType\":\"timeout\"}"), false))
                .containsExactly(Kind.STATUS);
        assertThat(Answers.otherNotes(error("few"), error("many"))).isEqualTo("many[][], not few[][]");
        assertThat(Answers.otherNotes(error("many: a"), error("many: b"))).isEmpty();
    }

    @Test
    void orderCountsWhereItIsAskedFor() {
        JsonNode up = vector(series("a", "1"), series("b", "2"));
        JsonNode down = vector(series("b", "2"), series("a", "1"));

        assertThat(kinds(up, down, false)).isEmpty();
        assertThat(kinds(up, down, true)).containsExactly(Kind.ORDER);
        assertThat(kinds(vector(series("a", "1"), series("b", "1")), vector(series("b", "1"), series("a", "1")), true))
                .isEmpty();
    }

    @Test
    void whatTwinsDifferInIsOpenUpToItsSize() {
        Difference twins = new Difference(Kind.VALUE, "a", 1e-8, "");

        assertThat(new Difference(Kind.VALUE, "a", 1e-6, "").isOpenBy(List.of(twins)))
                .isTrue();
        assertThat(new Difference(Kind.VALUE, "a", 1e-3, "").isOpenBy(List.of(twins)))
                .isFalse();
        assertThat(new Difference(Kind.VALUE, "b", 1e-8, "").isOpenBy(List.of(twins)))
                .isFalse();
        assertThat(new Difference(Kind.SERIES, "", 1, "").isOpenBy(List.of(twins)))
                .isFalse();
        assertThat(twins.isOpenBy(List.of())).isFalse();
    }
}
