package io.promshard.target.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.TargetGroup;
import io.promshard.target.spec.SourceSpec.Mapping;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MappedGroupsTest {

    private static final String ITEM = """
            {"ip": "10.0.0.1", "port": 9100, "up": true, "none": null, "tags": ["a", "b"], "no": [], "os": {"name": "x"}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ip | 10.0.0.1",
                "/port | 9100",
                "/up | true",
                "/os/name | x",
                "/tags/1 | b",
                "/tags | ,a,b,",
                "/no | ,,",
                "/none | ''",
                "/absent | ''",
                "{/ip}:{/port} | 10.0.0.1:9100",
                "<{/absent}> | <>",
                "constant | constant",
                "a{b} | a{b}"
            })
    void aLabelIsAPointerOrATextWithPointers(String template, String value) throws Exception {
        assertThat(parse(new Mapping("", "/ip", Map.of("l", template)), "[" + ITEM + "]")
                        .getFirst()
                        .labels()
                        .get("l"))
                .isEqualTo(value);
    }

    @Test
    void oneItemIsOneTarget() throws Exception {
        assertThat(parse(
                        new Mapping("/a/b", "/ip", Map.of()),
                        "{\"a\": {\"b\": [{\"ip\": \"x:1\"}, {\"ip\": \"y:1\"}]}}"))
                .extracting(TargetGroup::targets)
                .containsExactly(List.of("x:1"), List.of("y:1"));
    }

    static Stream<Arguments> refused() {
        Mapping ip = new Mapping("", "/ip", Map.of("os", "/os"));
        return Stream.of(
                Arguments.of(
                        ip, "[{\"ip\": \"a\"}, {}]", "p: item 2: it has nothing at /ip, of which its address is made"),
                Arguments.of(ip, "[{\"ip\": \"\"}]", "p: item 1: it has nothing at /ip"),
                Arguments.of(ip, "[{\"ip\": \"a\", \"os\": {}}]", "p: item 1: an object stands where a text is wanted"),
                Arguments.of(ip, "[null]", "p: item 1: it has nothing at /ip"),
                Arguments.of(ip, "{}", "p: there is no list in the answer"),
                Arguments.of(ip, "", "p: there is no list in the answer"),
                Arguments.of(ip, "[{]", "p: it is not the JSON it should be"),
                Arguments.of(ip, "[] x", "p: it is not the JSON it should be"),
                Arguments.of(new Mapping("/data", "/ip", Map.of()), "{\"data\": 1}", "p: there is no list at /data"),
                Arguments.of(
                        new Mapping("", "/ip", Map.of("", "x")), "[{\"ip\": \"a\"}]", "the name of a label is empty"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Mapping mapping, String json, String message) {
        assertThatThrownBy(() -> parse(mapping, json))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPointerBeginsWithASlash() {
        assertThatThrownBy(() -> parse(new Mapping("data", "/ip", Map.of()), "[]"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<TargetGroup> parse(Mapping mapping, String json) throws SourceException {
        return new MappedGroups(mapping, "p", Limits.STANDARD)
                .parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
