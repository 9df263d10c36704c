package io.promshard.target.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.labels.Labels;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.spec.SourceSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that are right, odd or broken, read by us and by a Prometheus. */
@RealServers(ServerKind.PROMETHEUS)
class FilesAgreeWithPrometheusIT {

    enum Verdict {
        BOTH_READ,
        BOTH_REFUSE,
        /** Where we are stricter, and say so in the reader's Javadoc. */
        ONLY_PROMETHEUS_READS
    }

    record Case(String name, String content, Verdict verdict) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Case> CASES = List.of(
            both("plain.json", "[{\"targets\": [\"127.0.0.1:1\", \"127.0.0.1:2\"], \"labels\": {\"env\": \"prod\"}}]"),
            both("plain.yml", "- targets: ['127.0.0.1:1']\n  labels:\n    env: prod\n"),
            both("endings.YAML", "- targets: ['127.0.0.1:1']\n".replace("\n", "\r\n")),
            both("none.json", "[]"),
            both("none.yml", "[]"),
            both("no-targets.json", "[{\"labels\": {\"env\": \"prod\"}}]"),
            both("null-parts.json", "[{\"targets\": null, \"labels\": null}]"),
            both("null-parts.yml", "- targets:\n  labels: ~\n"),
            both("null-target.json", "[{\"targets\": [null, \"127.0.0.1:1\"]}]"),
            both("null-label.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"env\": null}}]"),
            both("null-label.yml", "- targets: ['127.0.0.1:1']\n  labels: {env: null, zone: ~}\n"),
            both("empty-target.json", "[{\"targets\": [\"\", \"127.0.0.1:1\"]}]"),
            both("doubles.json", "[{\"targets\": [\"127.0.0.1:1\", \"127.0.0.1:1\"]}]"),
            both("case.json", "[{\"Targets\": [\"127.0.0.1:1\"], \"LABELS\": {\"env\": \"prod\"}}]"),
            both("twice.json", "[{\"targets\": [\"127.0.0.1:1\"], \"targets\": [\"127.0.0.1:2\"]}]"),
            both("label-twice.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"a\": \"1\", \"a\": \"2\"}}]"),
            both("utf8.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"später\": \"✓\", \"a-b c\": \"x\"}}]"),
            both("utf8.yml", "- targets: ['127.0.0.1:1']\n  labels: {später: ✓, 'a-b c': x}\n"),
            both(
                    "scalars.yml",
                    "- targets: ['127.0.0.1:1']\n  labels: {n: 1, h: 0x10, b: yes, f: 1.50, d: 2026-01-01}\n"),
            both("key-scalars.yml", "- targets: ['127.0.0.1:1']\n  labels: {1: n, yes: b}\n"),
            both("address.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"__address__\": \"127.0.0.1:9\"}}]"),
            both("path.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"__metrics_path__\": \"/m\"}}]"),
            both(
                    "alias.yml",
                    "- &a {targets: ['127.0.0.1:1']}\n- targets: ['127.0.0.1:2']\n  labels: &l {a: b}\n- *a\n"),
            refused("zero.json", ""),
            refused("half.json", "[{\"targets\": [\"127.0.0.1:1\", \"127.0"),
            refused("half.yml", "- targets: ['127.0.0.1:1', '127.0"),
            refused("object.json", "{\"targets\": [\"127.0.0.1:1\"]}"),
            refused("mapping.yml", "targets: ['127.0.0.1:1']\n"),
            refused("null-group.json", "[null]"),
            refused("null-group.yml", "-\n- targets: ['127.0.0.1:1']\n"),
            refused("text-group.json", "[\"127.0.0.1:1\"]"),
            refused("unknown.json", "[{\"targets\": [\"127.0.0.1:1\"], \"host\": \"x\"}]"),
            refused("unknown.yml", "- targets: ['127.0.0.1:1']\n  host: x\n"),
            refused("case.yml", "- Targets: ['127.0.0.1:1']\n"),
            refused("twice.yml", "- targets: ['127.0.0.1:1']\n  targets: ['127.0.0.1:2']\n"),
            refused("label-twice.yml", "- targets: ['127.0.0.1:1']\n  labels: {a: 1, a: 2}\n"),
            refused("number-target.json", "[{\"targets\": [9100]}]"),
            refused("text-targets.json", "[{\"targets\": \"127.0.0.1:1\"}]"),
            refused("text-targets.yml", "- targets: 127.0.0.1:1\n"),
            refused("number-label.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"a\": 1}}]"),
            refused("list-labels.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": [\"a\"]}]"),
            refused("nested-label.yml", "- targets: ['127.0.0.1:1']\n  labels: {a: {b: c}}\n"),
            refused("nameless.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"\": \"x\"}}]"),
            refused("nameless.yml", "- targets: ['127.0.0.1:1']\n  labels: {'': x}\n"),
            refused("more.json", "[{\"targets\": [\"127.0.0.1:1\"]}] []"),
            refused("comma.json", "[{\"targets\": [\"127.0.0.1:1\",]}]"),
            refused("tab.yml", "- targets:\n\t- '127.0.0.1:1'\n"),
            stricter("null.json", "null"),
            stricter("zero.yml", ""),
            stricter("comment.yml", "# nothing yet\n"),
            stricter("two.yml", "- targets: ['127.0.0.1:1']\n---\n- targets: ['127.0.0.1:2']\n"),
            stricter("surrogate.json", "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"a\": \"\\ud800\"}}]"),
            stricter("merge.yml", "- &a {targets: ['127.0.0.1:1']}\n- {<<: *a}\n"));

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static PrometheusServer prometheus;
    private static List<String> errors = List.of();
    private static Map<String, List<String>> discovered = Map.of();

    private static Case both(String name, String content) {
        return new Case(name, content, Verdict.BOTH_READ);
    }

    private static Case refused(String name, String content) {
        return new Case(name, content, Verdict.BOTH_REFUSE);
    }

    private static Case stricter(String name, String content) {
        return new Case(name, content, Verdict.ONLY_PROMETHEUS_READS);
    }

    static List<Case> cases() {
        return CASES;
    }

    @BeforeAll
    static void letPrometheusRead(Servers servers) throws IOException {
        StringBuilder yaml = new StringBuilder("global: {scrape_interval: 1h}\nscrape_configs:\n");
        for (Case one : CASES) {
            Files.writeString(file(one), one.content());
            yaml.append("- job_name: ").append(one.name()).append('\n');
            yaml.append("  file_sd_configs: [{files: ['").append(file(one)).append("']}]\n");
        }
        prometheus = servers.prometheus(yaml.toString());
        long refused = CASES.stream()
                .filter(one -> one.verdict() == Verdict.BOTH_REFUSE)
                .count();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> errors().count() >= refused && targets().keySet().containsAll(withTargets()));
        errors = errors().toList();
        discovered = targets();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areReadOrRefusedAlike(Case one) {
        boolean prometheusRefuses =
                errors.stream().anyMatch(line -> line.contains(file(one).toString()));

        assertThat(prometheusRefuses).as("what Prometheus does").isEqualTo(one.verdict() == Verdict.BOTH_REFUSE);
        assertThat(weRefuse(one)).as("what we do").isEqualTo(one.verdict() != Verdict.BOTH_READ);
    }

    @Test
    void giveTheSameTargetsWithTheSameLabels() throws Exception {
        for (Case one : CASES) {
            if (one.verdict() == Verdict.BOTH_READ) {
                assertThat(ours(one)).as(one.name()).isEqualTo(discovered.getOrDefault(one.name(), List.of()));
            }
        }
    }

    private static List<String> withTargets() throws SourceException {
        List<String> names = new ArrayList<>();
        for (Case one : CASES) {
            if (one.verdict() == Verdict.BOTH_READ && !ours(one).isEmpty()) {
                names.add(one.name());
            }
        }
        return names;
    }

    private static boolean weRefuse(Case one) {
        try {
            ours(one);
            return false;
        } catch (SourceException e) {
            return true;
        }
    }

    /** As Prometheus has them, who leaves out doubles and those without an address. */
    private static List<String> ours(Case one) throws SourceException {
        Surroundings surroundings = Surroundings.of(Clock.systemUTC(), new SplittableRandom(5));
        SourceSpec.Files spec = new SourceSpec.Files(List.of(file(one).toString()), Duration.ofMinutes(5));
        return new FilesSource(spec, Limits.STANDARD, surroundings)
                .read().stream()
                        .map(target -> target.labels())
                        .filter(labels -> !labels.get("__address__").isEmpty())
                        .map(Labels::toString)
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** By job, without what Prometheus adds from its configuration. */
    private static Map<String, List<String>> targets() throws IOException {
        Map<String, List<String>> targets = new TreeMap<>();
        for (JsonNode target :
                JSON.readTree(get("/api/v1/targets?state=active")).at("/data/activeTargets")) {
            Map<String, String> labels = new TreeMap<>();
            target.get("discoveredLabels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asString()));
            List.of("job", "__scheme__", "__scrape_interval__", "__scrape_timeout__")
                    .forEach(labels::remove);
            labels.remove("__metrics_path__", "/metrics");
            targets.computeIfAbsent(target.get("scrapePool").asString(), key -> new ArrayList<>())
                    .add(Labels.of(labels).toString());
        }
        targets.values().forEach(list -> list.sort(null));
        return targets;
    }

    private static Stream<String> errors() throws IOException {
        return Files.readString(prometheus.log()).lines().filter(line -> line.contains("Error reading file"));
    }

    private static String get(String path) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(prometheus.url() + path)).build();
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Path file(Case one) {
        return folder.resolve(one.name());
    }
}
