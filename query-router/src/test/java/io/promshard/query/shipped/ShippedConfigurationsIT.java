package io.promshard.query.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real promtool takes the configurations of the Prometheus servers of docker-compose.yml, and a real systemd the units. */
class ShippedConfigurationsIT {

    private static final Path PROMETHEUS = ShippedFiles.ROOT.resolve("deploy/prometheus");
    private static final Path SYSTEMD = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    Path etc;

    static List<Path> configurations() {
        return ShippedFiles.in(PROMETHEUS, ".yml")
                .filter(file -> !file.endsWith("global.yml"))
                .toList();
    }

    static List<Path> units() {
        return ShippedFiles.in(ShippedFiles.ROOT.resolve("deploy/systemd"), ".service")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void promtoolTakesAConfiguration(Path configuration) throws Exception {
        assumeThat(Commands.PROMTOOL).isExecutable();
        String output = Commands.run(
                List.of(Commands.PROMTOOL.toString(), "check", "config", "--lint-fatal", laidOut(configuration)),
                Map.of("REPLICA", "a"));
        assertThat(output).contains("SUCCESS");
    }

    /** Beside its rules, as docker-compose.yml mounts them. */
    private String laidOut(Path configuration) throws IOException {
        Files.copy(PROMETHEUS.resolve("global.yml"), etc.resolve("global.yml"));
        Files.createDirectory(etc.resolve("rules"));
        for (Path rules : ShippedFiles.in(ShippedFiles.RULES, ".yml").toList()) {
            Files.copy(rules, etc.resolve("rules").resolve(rules.getFileName()));
        }
        return Files.copy(configuration, etc.resolve("prometheus.yml")).toString();
    }

    @ParameterizedTest
    @MethodSource("units")
    void systemdTakesAUnit(Path unit) throws Exception {
        assumeThat(SYSTEMD).as("systemd-analyze, which checks units").isExecutable();
        Path here = etc.resolve(unit.getFileName());
        // It looks whether the program is there, and Java may be elsewhere.
        Files.writeString(here, ShippedFiles.text(unit).replace("/usr/bin/java", "/bin/true"));
        assertThat(Commands.run(List.of(SYSTEMD.toString(), "verify", here.toString()), Map.of()))
                .isEmpty();
    }
}
