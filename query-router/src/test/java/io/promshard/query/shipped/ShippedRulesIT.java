package io.promshard.query.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real promtool takes the shipped rules, and their tests pass there. */
class ShippedRulesIT {

    static List<Path> rules() {
        Path global = ShippedFiles.ROOT.resolve("deploy/prometheus/global.yml");
        return Stream.concat(ShippedFiles.in(ShippedFiles.RULES, ".yml"), Stream.of(global))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void promtoolTakesTheRulesAndTheirTestsPass(Path rules) throws Exception {
        assumeThat(Commands.PROMTOOL).isExecutable();
        Path tests = rules.resolveSibling("tests").resolve(rules.getFileName());
        assertThat(promtool("check", "rules", "--lint-fatal", rules.toString())).contains("SUCCESS");
        assertThat(promtool("test", "rules", tests.toString())).contains("SUCCESS");
    }

    private static String promtool(String... arguments) throws Exception {
        return Commands.run(
                Stream.concat(Stream.of(Commands.PROMTOOL.toString()), Stream.of(arguments))
                        .toList(),
                Map.of());
    }
}
