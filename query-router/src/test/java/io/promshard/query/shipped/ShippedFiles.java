package io.promshard.query.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The rules and dashboards that come with the suite, as they are in the repository. */
final class ShippedFiles {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path RULES = ROOT.resolve("deploy/rules");
    static final Path DASHBOARDS = ROOT.resolve("deploy/grafana/dashboards");

    private ShippedFiles() {}

    /** An expression, and where it is written. */
    record Query(String where, String text) {
        @Override
        public String toString() {
            return where;
        }
    }

    /** A rule as Prometheus reads it. */
    record Rule(String file, Map<String, Object> fields) {

        String name() {
            return String.valueOf(fields.getOrDefault("alert", fields.get("record")));
        }

        boolean isAlert() {
            return fields.containsKey("alert");
        }

        Query query() {
            return new Query(file + ": " + name(), String.valueOf(fields.get("expr")));
        }

        @SuppressWarnings("unchecked")
        Map<String, String> map(String field) {
            return (Map<String, String>) Objects.requireNonNull(fields.get(field));
        }
    }

    static List<Rule> rules() {
        return in(RULES, ".yml").flatMap(ShippedFiles::rules).toList();
    }

    private static Stream<Rule> rules(Path file) {
        List<Map<String, Object>> groups =
                maps(new Yaml().<Map<String, Object>>load(text(file)).get("groups"));
        return groups.stream()
                .flatMap(group -> maps(group.get("rules")).stream())
                .map(fields -> new Rule(file.getFileName().toString(), fields));
    }

    /** The queries of all panels and variables, with the variables filled in. */
    static List<Query> dashboardQueries() {
        List<Query> queries = new ArrayList<>();
        in(DASHBOARDS, ".json").forEach(file -> {
            // JSON is YAML as well.
            Map<String, Object> dashboard = new Yaml().load(text(file));
            for (Map<String, Object> panel : maps(dashboard.get("panels"))) {
                for (Map<String, Object> target : maps(panel.getOrDefault("targets", List.of()))) {
                    queries.add(new Query(
                            file.getFileName() + ": " + panel.get("title"),
                            filledIn(String.valueOf(target.get("expr")))));
                }
            }
        });
        return queries;
    }

    private static String filledIn(String expr) {
        return expr.replace("$__rate_interval", "5m").replace("$instance", ".+");
    }

    static Stream<Path> in(Path directory, String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(@Nullable Object list) {
        return (List<Map<String, Object>>) Objects.requireNonNull(list);
    }
}
