package io.promshard.target.discovery.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class YamlGroupsTest {

    @Test
    void readsGroupsInTheirOrder() throws Exception {
        assertThat(parse("""
                - targets: [a:1, "b:1"]
                  labels:
                    env: prod
                    später: ✓
                - targets:
                  labels: ~
                - {}
                """))
                .containsExactly(
                        new TargetGroup(List.of("a:1", "b:1"), Labels.of("env", "prod", "später", "✓")),
                        new TargetGroup(List.of(), Labels.EMPTY),
                        new TargetGroup(List.of(), Labels.EMPTY));
    }

    @Test
    void takesScalarsAsTheyAreWritten() throws Exception {
        assertThat(parse("""
                - targets: [9100]
                  labels: {port: 0x10, on: yes, date: 2026-01-01, float: 1.50}
                """))
                .containsExactly(new TargetGroup(
                        List.of("9100"),
                        Labels.of("port", "0x10", "on", "yes", "date", "2026-01-01", "float", "1.50")));
    }

    @Test
    void readsAGroupThatAnotherNames() throws Exception {
        assertThat(parse("- &a {targets: [a:1]}\n- *a\n")).hasSize(2);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "p: the file must be a list, got nothing"),
                Arguments.of("# nothing yet\n", "p: the file must be a list, got nothing"),
                Arguments.of("~", "p: the file must be a list, got null (line 1)"),
                Arguments.of("targets: [a:1]", "p: the file must be a list, got a mapping (line 1)"),
                Arguments.of("- targets: [a:1\n", "p: it is not the YAML it should be: "),
                Arguments.of("- targets: [a:1]\n---\n- targets: [b:1]\n", "p: it is not the YAML it should be: "),
                Arguments.of("- {}\n-\n", "p: group 2: it must be a mapping, got null (line 2)"),
                Arguments.of("- a:1\n", "p: group 1: it must be a mapping, got \"a:1\" (line 1)"),
                Arguments.of("- targets: a:1\n", "p: group 1: targets must be a list, got \"a:1\""),
                Arguments.of("- targets: [[a:1]]\n", "p: group 1: a target must be a text, got a list"),
                Arguments.of("- labels: {x: {}}\n", "p: group 1: label \"x\" must be a text, got a mapping"),
                Arguments.of("- labels: {x: 1, x: 2}\n", "p: group 1: label \"x\" stands twice"),
                Arguments.of("- targets: []\n  targets: []\n", "p: group 1: targets stands twice"),
                Arguments.of("- host: x\n", "p: group 1: only targets and labels are known, got \"host\""),
                Arguments.of("- labels: {\"\": x}\n", "p: group 1: the name of a label is empty"),
                Arguments.of("- targets: [!!binary YQ==]\n", "p: group 1: a target must be a text, got \"YQ==\""));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String yaml, String message) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatGrowsWithoutEnd() {
        Limits small = new Limits(1_000, 50, 10, 100, 100);
        String bomb = "- targets: &t [a, b, c, d, e, f, g, h]\n" + "- targets: *t\n".repeat(20);

        assertThatThrownBy(() -> YamlGroups.parse(bytes(bomb), "p", small))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there are more than 50 targets");
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThatThrownBy(() -> parse("[".repeat(10_000))).isInstanceOf(SourceException.class);
    }

    private static List<TargetGroup> parse(String yaml) throws SourceException {
        return YamlGroups.parse(bytes(yaml), "p", Limits.STANDARD);
    }

    private static ByteArrayInputStream bytes(String yaml) {
        return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
