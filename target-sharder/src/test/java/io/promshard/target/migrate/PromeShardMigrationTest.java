package io.promshard.target.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.groups.GroupsFile;
import io.promshard.target.groups.GroupsReader;
import io.promshard.target.groups.yaml.BadYamlException;
import io.promshard.target.migrate.PromeShardMigration.Migrated;
import io.promshard.target.model.Collector;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.SourceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromeShardMigrationTest {

    private static final String CONFIG = """
            shard_service:
              scrape_ecs_inf:
                desc: "hosts of infra"
                nodes:
                  - 10.0.0.1
                  - prom-2
                port: 9091
                dest_sd_file_name: file_sd.json
                yaml_path: ./copy.yaml
              scrape_ecs_data:
                nodes: [10.0.0.1]
                colour: blue
            job_setting:
              ticker_interval: 10
              pool: 4
            http:
              port: 8801
              host: x
            consul:
              host: 10.0.0.9
              port: 8500
              token: t
            log: debug
            """;

    private static List<GroupSpec> groups(Migrated migrated) {
        GroupsFile file = new GroupsReader(Path.of("/etc/groups.yml"), path -> true).read(migrated.groups());
        assertThat(file).isInstanceOf(GroupsFile.Good.class);
        return ((GroupsFile.Good) file).groups();
    }

    @Test
    void aServiceBecomesAGroupWithOneJob() throws Exception {
        List<GroupSpec> groups = groups(PromeShardMigration.of(CONFIG));

        assertThat(groups).extracting(GroupSpec::name).containsExactly("scrape_ecs_inf", "scrape_ecs_data");
        assertThat(groups.getFirst().collectors().listed())
                .extracting(Collector::id)
                .containsExactly("10.0.0.1:9091", "prom-2:9091");
        assertThat(groups.getLast().collectors().listed())
                .extracting(Collector::id)
                .containsExactly("10.0.0.1:9090");
        assertThat(groups.getFirst().jobs()).singleElement().satisfies(job -> {
            assertThat(job.name()).isEqualTo("scrape_ecs_inf");
            assertThat(job.sources())
                    .containsExactly(
                            new SourceSpec.Files(List.of("/etc/targets/scrape_ecs_inf.json"), Duration.ofSeconds(10)));
        });
        assertThat(groups.getLast().jobs()).extracting(JobSpec::replicas).containsExactly(1);
    }

    @Test
    void theFileReadsAsAPersonWouldWriteIt() throws Exception {
        assertThat(PromeShardMigration.of(CONFIG).groups()).startsWith("""
                groups:
                  scrape_ecs_inf:  # hosts of infra
                    collectors:
                      - 10.0.0.1:9091
                      - prom-2:9091
                    jobs:
                      - name: scrape_ecs_inf
                        sources:
                          - files: {paths: targets/scrape_ecs_inf.json, refresh: 10s}
                """);
    }

    @Test
    void eachKeyThatWasNotTakenOverIsNamed() throws Exception {
        assertThat(PromeShardMigration.of(CONFIG).remarks())
                .extracting(remark -> remark.substring(0, Math.min(remark.length(), remark.indexOf(": "))))
                .containsExactly(
                        "shard_service.scrape_ecs_inf",
                        "shard_service.scrape_ecs_inf.dest_sd_file_name (file_sd.json)",
                        "shard_service.scrape_ecs_inf.yaml_path (./copy.yaml)",
                        "shard_service.scrape_ecs_data",
                        "shard_service.scrape_ecs_data.colour",
                        "http.port",
                        "http.host",
                        "consul.host",
                        "consul.port",
                        "consul.token",
                        "log",
                        "job_setting.pool");
    }

    @Test
    void whatWouldBreakTheFileIsQuoted() throws Exception {
        Migrated migrated =
                PromeShardMigration.of("shard_service: {\"no: {x}\": {desc: \"a\\nb: c\", nodes: [\"it's\"]}}");

        assertThat(migrated.groups())
                .contains("  'no: {x}':  # a b: c\n")
                .contains("- 'it''s:9090'\n")
                .contains("- name: 'no: {x}'\n");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> PromeShardMigration.of("a: [")).isInstanceOf(BadYamlException.class);
    }
}
