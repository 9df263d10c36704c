package io.promshard.target.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.groups.GroupsFile;
import io.promshard.target.groups.GroupsReader;
import io.promshard.target.publish.files.FilePattern;
import io.promshard.target.spec.GroupSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScrapeConfigsTest {

    private static GroupSpec group() {
        return ((GroupsFile.Good) new GroupsReader(Path.of("/etc/groups.yml"), path -> true).read("""
                groups:
                  node:
                    collectors: ["10.0.0.1:9090"]
                    handover: {interval: 15s}
                    jobs:
                      - {name: node, sources: [{static: [x]}]}
                      - {name: "a:b", sources: [{static: [x]}]}
                """))
                .groups()
                .getFirst();
    }

    @Test
    void aCollectorThatAsksIsToldWhere() {
        assertThat(ScrapeConfigs.http(group(), "10.0.0.1:9090", URI.create("http://sharder:9098/")))
                .isEqualTo("""
                scrape_configs:
                  - job_name: 'node'
                    scrape_interval: 15s
                    http_sd_configs:
                      - url: 'http://sharder:9098/sd/node/10.0.0.1%3A9090/node'
                        refresh_interval: 5s
                  - job_name: 'a:b'
                    scrape_interval: 15s
                    http_sd_configs:
                      - url: 'http://sharder:9098/sd/node/10.0.0.1%3A9090/a%3Ab'
                        refresh_interval: 5s
                """);
    }

    @Test
    void isDocumentedAsItIsPrinted() throws Exception {
        GroupSpec quickStart = ((GroupsFile.Good) new GroupsReader(Path.of("/etc/groups.yml"), path -> true)
                        .read("groups: {node: {collectors: ['c:1'], jobs: [{name: node, sources: [{static: [x]}]}]}}"))
                .groups()
                .getFirst();

        assertThat(Files.readString(Path.of("..", "docs", "target-sharder.md")))
                .contains("```yaml\n"
                        + ScrapeConfigs.http(quickStart, "10.0.0.1:9090", URI.create("http://sharder:9098"))
                        + "```\n");
    }

    @Test
    void aCollectorThatReadsFilesIsToldWhich() {
        FilePattern files = FilePattern.parse("/sd/it's/{collector}/{job}.json", Set.of("job"));

        assertThat(ScrapeConfigs.files(group(), "10.0.0.1:9090", files)).isEqualTo("""
                scrape_configs:
                  - job_name: 'node'
                    scrape_interval: 15s
                    file_sd_configs:
                      - files: ['/sd/it''s/10.0.0.1%3A9090/node.json']
                  - job_name: 'a:b'
                    scrape_interval: 15s
                    file_sd_configs:
                      - files: ['/sd/it''s/10.0.0.1%3A9090/a%3Ab.json']
                """);
    }
}
