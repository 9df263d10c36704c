package io.promshard.query.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real promtool takes the shipped rules, and their tests pass there. */
class ShippedRulesIT {

    private static final Path PROMTOOL = ShippedFiles.ROOT.resolve(".servers/bin/promtool");

    static List<Path> rules() {
        return ShippedFiles.in(ShippedFiles.RULES, ".yml").toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void promtoolTakesTheRulesAndTheirTestsPass(Path rules) throws Exception {
        assumeThat(PROMTOOL).isExecutable();
        run(List.of(PROMTOOL.toString(), "check", "rules", "--lint-fatal", rules.toString()));
        Path tests = rules.resolveSibling("tests").resolve(rules.getFileName());
        run(List.of(PROMTOOL.toString(), "test", "rules", tests.toString()));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }
}
