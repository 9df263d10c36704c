package io.promshard.target.discovery.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.http.LimitedInput;
import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.TargetGroup;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonGroupsTest {

    private static final Limits SMALL = new Limits(1_000, 3, 2, 10, 20);

    @Test
    void readsGroupsInTheirOrder() throws Exception {
        assertThat(parse("""
                [{"targets": ["a:1", "b:1"], "labels": {"env": "prod", "später": "✓"}}, {"targets": []}, {}]"""))
                .containsExactly(
                        new TargetGroup(List.of("a:1", "b:1"), Labels.of("env", "prod", "später", "✓")),
                        new TargetGroup(List.of(), Labels.EMPTY),
                        new TargetGroup(List.of(), Labels.EMPTY));
    }

    @Test
    void takesNullsAndCaseAsGoDoes() throws Exception {
        assertThat(parse("""
                [{"Targets": ["a:1", null], "LABELS": {"x": null}}, {"targets": null, "labels": null}]"""))
                .containsExactly(
                        new TargetGroup(List.of("a:1", ""), Labels.EMPTY), new TargetGroup(List.of(), Labels.EMPTY));
    }

    @Test
    void letsTheLastOfTwoCount() throws Exception {
        assertThat(parse("""
                [{"targets": ["a:1"], "labels": {"x": "1", "x": "2"}, "targets": ["b:1"]}]""")).containsExactly(new TargetGroup(List.of("b:1"), Labels.of("x", "2")));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "p: it must be a list of groups, got nothing"),
                Arguments.of("null", "p: it must be a list of groups, got null"),
                Arguments.of("{}", "p: it must be a list of groups, got an object"),
                Arguments.of("[{\"targets\": [\"a:1\"", "p: it is not the JSON it should be: "),
                Arguments.of("[] []", "p: behind the list of groups stands a list"),
                Arguments.of("[null]", "p: group 1: it must be an object, got null"),
                Arguments.of("[{}, \"a:1\"]", "p: group 2: it must be an object, got a text"),
                Arguments.of("[{\"targets\": \"a:1\"}]", "p: group 1: targets must be a list, got a text"),
                Arguments.of("[{\"targets\": [9100]}]", "p: group 1: a target must be a text, got a number \"9100\""),
                Arguments.of("[{\"targets\": [[]]}]", "p: group 1: a target must be a text, got a list"),
                Arguments.of("[{\"labels\": [\"a\"]}]", "p: group 1: labels must be an object, got a list"),
                Arguments.of("[{\"labels\": {\"x\": true}}]", "label \"x\" must be a text, got a boolean \"true\""),
                Arguments.of("[{\"labels\": {\"\": \"x\"}}]", "p: group 1: the name of a label is empty"),
                Arguments.of("[{\"host\": \"x\"}]", "p: group 1: only targets and labels are known, got \"host\""),
                Arguments.of("[{\"targets\": [\"\\ud800\"]}]", "p: group 1: the value of target is no UTF-8"),
                Arguments.of("<html>", "p: it is not the JSON it should be: "),
                Arguments.of("[{\"targets\": [\"a:1\",]}]", "p: it is not the JSON it should be: "));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                Arguments.of("[{\"targets\": [\"a\", \"b\", \"c\", \"d\"]}]", "group 1: there are more than 3 targets"),
                Arguments.of(
                        "[{\"labels\": {\"a\": \"1\", \"b\": \"2\", \"c\": \"3\"}}]", "there are more than 2 labels"),
                Arguments.of("[{\"labels\": {\"abcdefghijk\": \"1\"}}]", "has 11 characters, 10 are allowed"),
                Arguments.of("[{\"targets\": [\"aaaaaaaaaaaaaaaaaaaaa\"]}]", "has 21 characters, 20 are allowed"),
                Arguments.of("[{\"targets\": [\"" + "a".repeat(900) + "\"]}]", "it is not the JSON it should be"),
                Arguments.of("[" + "{}, ".repeat(300) + "{}]", "it is larger than 1000 bytes"));
    }

    @ParameterizedTest
    @MethodSource
    void tooMuch(String json, String message) {
        assertThatThrownBy(() -> JsonGroups.parse(
                        new LimitedInput(
                                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                                SMALL.bytes(),
                                "it is larger than"),
                        "p",
                        SMALL))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoUtf8() {
        byte[] latin = "[{\"targets\": [\"\u00fc:1\"]}]".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonGroups.parse(new ByteArrayInputStream(latin), "p", Limits.STANDARD))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Invalid UTF-8");
    }

    private static List<TargetGroup> parse(String json) throws SourceException {
        return JsonGroups.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "p", Limits.STANDARD);
    }
}
