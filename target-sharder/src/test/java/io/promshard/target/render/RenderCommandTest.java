package io.promshard.target.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int render(String yaml, String... more) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), yaml);
        List<String> arguments = new ArrayList<>(
                List.of("--config=" + config, "--group=g", "--out=" + folder.resolve("out"), "--service=prom"));
        arguments.addAll(List.of(more));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--files"))) {
            arguments.add("--http=http://sharder:9098");
        }
        return RenderCommand.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String rendered(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    @Test
    void makesAnEngineOfWhatFindsTargetsAndLeavesTheRestOut() throws Exception {
        int status = render("""
                global:
                  scrape_interval: 30s
                  external_labels: {region: eu}
                rule_files: [rules.yml]
                remote_write:
                - url: http://store/write
                scrape_configs:
                - job_name: node   # all machines
                  basic_auth: {username: u, password: secret}
                  sample_limit: 1000
                  consul_sd_configs:
                  - server: consul:8500
                    token: discovery
                  relabel_configs:
                  - source_labels: [__meta_consul_tags]
                    regex: no
                    action: drop
                """);

        assertThat(status).as(said()).isZero();
        assertThat(rendered("engine.yml")).isEqualTo("""
                global:
                  scrape_interval: 30s
                scrape_configs:
                - job_name: node
                  consul_sd_configs:
                  - server: consul:8500
                    token: discovery
                  relabel_configs:
                  - source_labels: [__meta_consul_tags]
                    regex: no
                    action: drop
                  - source_labels: [__scrape_interval__]
                    target_label: sharder_scrape_interval
                  - source_labels: [__scrape_timeout__]
                    target_label: sharder_scrape_timeout
                  - target_label: __scrape_interval__
                    replacement: 100y
                  target_limit: 1
                """);
    }

    @Test
    void givesCollectorsTheirTargetsAndLeavesTheRestAsItIs() throws Exception {
        render("""
                global: {scrape_interval: 30s, external_labels: {region: on}}
                rule_files: ['rules.yml']
                scrape_configs:
                - job_name: node
                  basic_auth: {username: u, password: "0123"}
                  dns_sd_configs:
                  - names: [node.example]
                  static_configs:
                  - targets: ['extra:9100']
                  relabel_configs:
                  - target_label: tier
                    replacement: 7_0
                  metric_relabel_configs:
                  - regex: tmp
                    action: labeldrop
                - job_name: self
                  static_configs:
                  - targets: ['localhost:9090']
                """, "--leave=self");

        assertThat(rendered("collector.yml")).isEqualTo("""
                global: {scrape_interval: 30s, external_labels: {region: on}}
                rule_files: ['rules.yml']
                scrape_configs:
                - job_name: node
                  basic_auth: {username: u, password: "0123"}
                  relabel_configs:
                  - target_label: tier
                    replacement: 7_0
                  metric_relabel_configs:
                  - regex: tmp
                    action: labeldrop
                  http_sd_configs:
                  - url: http://sharder:9098/sd/g/{collector}/node
                    refresh_interval: 5s
                - job_name: self
                  static_configs:
                  - targets: ['localhost:9090']
                """);
        assertThat(said()).isEqualTo("replace {collector} in collector.yml by each collector's own id\n");
    }

    @Test
    void makesTheGroupThatFits() throws Exception {
        render("""
                global: {scrape_interval: 30s}
                scrape_configs:
                - job_name: node
                  static_configs: [{targets: [a:1]}]
                - job_name: team/a b
                  scrape_interval: 1m30s
                  static_configs: [{targets: [b:1]}]
                - job_name: team_a_b
                  static_configs: [{targets: [c:1]}]
                - job_name: empty
                """, "--deliver=relabeled", "--engine=http://engine:9090", "--files=/t/{collector}/{job}.json");

        assertThat(rendered("groups.yml")).isEqualTo("""
                groups:
                  g:
                    collectors:
                      service: prom
                    handover:
                      interval: 1m30s
                    delivery:
                      files: /t/{collector}/{job}.json
                    jobs:
                    - name: node
                      sources:
                      - engine:
                          url: http://engine:9090
                          deliver: relabeled
                    - name: team_a_b
                      sources:
                      - engine:
                          url: http://engine:9090
                          pool: team/a b
                          deliver: relabeled
                    - name: team_a_b_2
                      sources:
                      - engine:
                          url: http://engine:9090
                          pool: team_a_b
                          deliver: relabeled
                """);
        assertThat(rendered("collector.yml"))
                .contains("/t/{collector}/team_a_b_2.json")
                .doesNotContain("relabel_configs");
    }

    @Test
    void followsFilesOfScrapeConfigs() throws Exception {
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs/b.yml"), """
                scrape_configs:
                - job_name: b
                  tls_config: {ca_file: ca.pem, cert_file: /etc/cert.pem}
                  file_sd_configs:
                  - files: [b/*.json, /abs/*.json]
                """);
        Files.writeString(
                folder.resolve("jobs/a.yml"), "scrape_configs: [{job_name: a, static_configs: [{targets: [a:1]}]}]");

        int status = render("scrape_config_files: ['jobs/*.yml']\n");

        assertThat(status).as(said()).isZero();
        assertThat(rendered("engine.yml"))
                .containsSubsequence("job_name: a", "job_name: b", "files: [jobs/b/*.json, /abs/*.json]");
        assertThat(rendered("collector.yml"))
                .contains("ca_file: jobs/ca.pem", "cert_file: /etc/cert.pem")
                .doesNotContain("scrape_config_files");
    }

    @Test
    void takesMergedMappingsApartAndLeavesSharedOnesAlone() throws Exception {
        int status = render("""
                scrape_configs:
                - &base
                  job_name: a
                  scheme: https
                  static_configs: [{targets: [a:1]}]
                  relabel_configs: &rules
                  - target_label: x
                    replacement: y
                - <<: *base
                  job_name: b
                """);

        assertThat(status).as(said()).isZero();
        assertThat(rendered("engine.yml").split("replacement: 100y", -1)).hasSize(3);
        assertThat(YamlText.read(rendered("engine.yml"), "it").items("scrape_configs"))
                .hasSize(2);
    }

    @Test
    void keepsLabelsOfDeliveryFromRulesThatMapNames() throws Exception {
        String yaml = """
                scrape_configs:
                - job_name: a
                  static_configs: [{targets: [a:1]}]
                  relabel_configs:
                  - regex: %s
                    action: labelmap
                """;

        render(yaml.formatted("__meta_(.+)"));
        assertThat(rendered("collector.yml"))
                .containsSubsequence("regex: __meta_sharder_key|__meta_url", "labeldrop", "labelmap");
        assertThat(rendered("engine.yml")).doesNotContain("labeldrop");

        render(yaml.formatted("__meta_kubernetes_(.+)"));
        assertThat(rendered("collector.yml")).doesNotContain("labeldrop");
    }

    @Test
    void writesAFileForEachCollectorThatMustSayWhoItIs() throws Exception {
        Path config = Files.writeString(
                folder.resolve("p.yml"), "scrape_configs: [{job_name: a, static_configs: [{targets: [a:1]}]}]");

        int status = RenderCommand.run(
                List.of(
                        "--config=" + config,
                        "--group=g",
                        "--out=" + folder.resolve("out"),
                        "--collector=x=http://x:9090",
                        "--collector=y=http://y:9090",
                        "--http=http://s"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(status).as(said()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> Path.of(line).getFileName().toString()))
                .containsExactly("engine.yml", "collector-x.yml", "collector-y.yml", "groups.yml");
        assertThat(rendered("collector-y.yml")).contains("url: http://s/sd/g/y/a");
        assertThat(rendered("groups.yml")).contains("- id: x\n      url: http://x:9090\n");
        assertThat(said()).isEmpty();
    }

    @Test
    void writesForItsOwnerAlone() throws Exception {
        render("scrape_configs: [{job_name: a, static_configs: [{targets: [a:1]}]}]");

        assertThat(Files.getPosixFilePermissions(folder.resolve("out/collector.yml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void saysWhatToLookAt() throws Exception {
        render("""
                scrape_configs:
                - job_name: a
                  static_configs: [{targets: ['localhost:9090']}]
                  file_sd_configs: [{files: [x.json]}]
                  relabel_configs:
                  - {source_labels: [__meta_filepath], target_label: file}
                  - {source_labels: [__address__], target_label: __tmp_hash, modulus: 2, action: HashMod}
                """, "--files=/t/{job}.json");

        assertThat(said().lines())
                .anyMatch(line -> line.contains("localhost:9090") && line.contains("--leave a"))
                .anyMatch(line -> line.contains("__meta_filepath") && line.contains("--http"))
                .anyMatch(line -> line.contains("hashmod"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scrape_configs: [|prometheus.yml cannot be read as YAML: ",
                "- a|prometheus.yml is not a mapping in line 1",
                "''|there is no job to spread in ",
                "scrape_configs: [7]|a scrape_config of ",
                "scrape_configs: [{static_configs: []}]|prometheus.yml has no job_name",
                "scrape_configs: [{job_name: a}, {job_name: a}]|two scrape_configs have the job_name a",
                "scrape_config_files: ['*/x.yml']|\"*/x.yml\" has wildcards before its last part",
                "scrape_configs: [{job_name: a, static_configs: [], relabel_configs: [7]}]|a relabel_config of job a is not",
            })
    void refusesWhatItCannotUnderstand(String yaml, String why) throws Exception {
        assertThat(render(yaml)).isOne();

        assertThat(said()).contains(why);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesAJobThatIsNotThere() throws Exception {
        assertThat(render("scrape_configs: [{job_name: a, static_configs: []}]", "--job=b"))
                .isOne();

        assertThat(said()).contains("there is no job b in ").contains("prometheus.yml, but [a]");
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        assertThat(render("", "--unknown")).isEqualTo(2);

        assertThat(said()).startsWith("unknown argument: --unknown\nusage: target-sharder render --config");
    }
}
