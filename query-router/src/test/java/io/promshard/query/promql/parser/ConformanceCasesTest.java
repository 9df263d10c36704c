package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.promshard.query.promql.printer.PromqlPrettyPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Queries with the answers of a Prometheus 3.5.3, from {@code parser_cases.json} of the directory that the system
 * property {@code conformance.dir} names; skipped without it.
 */
class ConformanceCasesTest {

    private static final String REFUSED = "invalid parameter \"query\": ";

    static Stream<Arguments> cases() throws IOException {
        String directory = System.getProperty("conformance.dir", "");
        Path file = Path.of(directory, "parser_cases.json");
        if (directory.isEmpty() || !Files.exists(file)) {
            return Stream.of(Arguments.of("", null));
        }
        JsonNode cases = new JsonMapper().readTree(file.toFile()).get("cases");
        return cases.valueStream().map(c -> Arguments.of(c.get("input").asString(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void areAnsweredAsPrometheusAnswersThem(String input, JsonNode answers) {
        assumeTrue(answers != null, "no -Dconformance.dir");

        assertThat(answer(input, ParserOptions.STABLE)).isEqualTo(expected(answers.get("default")));
        assertThat(answer(input, ParserOptions.EXPERIMENTAL)).isEqualTo(expected(answers.get("experimental")));
    }

    private static String expected(JsonNode answer) {
        String field = answer.get("status").asString().equals("success") ? "formatted" : "error";
        return answer.get(field).asString();
    }

    private static String answer(String input, ParserOptions options) {
        try {
            return PromqlPrettyPrinter.print(new PromqlParser(options).parse(input));
        } catch (ParseException e) {
            return REFUSED + e.getMessage();
        }
    }
}
