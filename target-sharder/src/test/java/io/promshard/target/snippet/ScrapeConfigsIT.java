package io.promshard.target.snippet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.promshard.target.groups.GroupsFile;
import io.promshard.target.groups.GroupsReader;
import io.promshard.target.publish.files.FilePattern;
import io.promshard.target.spec.GroupSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed for collectors is taken by the promtool of a real Prometheus. */
class ScrapeConfigsIT {

    private static final Path PROMTOOL =
            Path.of("..", ".servers", "bin", "promtool").toAbsolutePath();

    @TempDir
    private Path folder;

    private static GroupSpec group() {
        return ((GroupsFile.Good) new GroupsReader(Path.of("/etc/groups.yml"), path -> true).read("""
                groups:
                  node:
                    collectors: ["10.0.0.1:9090"]
                    handover: {interval: 1m30s}
                    jobs:
                      - {name: node, sources: [{static: [x]}]}
                      - {name: "a:b", sources: [{static: [x]}]}
                """))
                .groups()
                .getFirst();
    }

    private void assertTaken(String scrapeConfigs) throws Exception {
        assumeThat(PROMTOOL).isExecutable();
        Path file = Files.writeString(folder.resolve("prometheus.yml"), scrapeConfigs);
        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "config", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }

    @Test
    void asHttpDiscovery() throws Exception {
        assertTaken(ScrapeConfigs.http(group(), "10.0.0.1:9090", URI.create("http://sharder:9098")));
    }

    @Test
    void asFiles() throws Exception {
        FilePattern files = FilePattern.parse("/sd/it's/{collector}/{job}.json", Set.of("job"));

        assertTaken(ScrapeConfigs.files(group(), "10.0.0.1:9090", files));
    }
}
