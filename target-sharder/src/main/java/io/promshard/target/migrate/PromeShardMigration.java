package io.promshard.target.migrate;

import io.promshard.target.groups.yaml.BadYamlException;
import io.promshard.target.groups.yaml.YamlNode;
import io.promshard.target.groups.yaml.YamlNode.Entry;
import io.promshard.target.groups.yaml.YamlNode.Mapping;
import io.promshard.target.groups.yaml.YamlNode.Scalar;
import io.promshard.target.groups.yaml.YamlNode.Sequence;
import io.promshard.target.groups.yaml.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a groups file of the {@code config.yaml} of prome_shard: a service becomes a group of listed collectors with one job. What has
 * no place in it is named in remarks.
 */
public final class PromeShardMigration {

    private static final String DEFAULT_PORT = "9090";

    private final StringBuilder groups = new StringBuilder("groups:\n");
    private final List<String> remarks = new ArrayList<>();

    private PromeShardMigration() {}

    /**
     * The groups file, and what to do beside it.
     *
     * @param remarks for people, in the order of the text
     */
    public record Migrated(String groups, List<String> remarks) {
        public Migrated {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Reads a {@code config.yaml}.
     *
     * @throws BadYamlException if it is no YAML
     */
    public static Migrated of(String text) throws BadYamlException {
        PromeShardMigration migration = new PromeShardMigration();
        YamlParser.parse(text).ifPresent(migration::file);
        return new Migrated(migration.groups.toString(), migration.remarks);
    }

    private void file(YamlNode root) {
        Map<String, YamlNode> file = values(root);
        String tick = text(values(file.get("job_setting")).get("ticker_interval"), "60");
        values(file.get("shard_service")).forEach((name, service) -> group(name, values(service), tick));
        file.forEach((key, value) -> {
            switch (key) {
                case "shard_service", "job_setting" -> {}
                case "http" -> http(values(value));
                case "consul" -> consul(values(value));
                default -> remarks.add(key + ": not known, left out");
            }
        });
        values(file.get("job_setting")).keySet().stream()
                .filter(key -> !key.equals("ticker_interval"))
                .forEach(key -> remarks.add("job_setting." + key + ": not known, left out"));
    }

    private void group(String name, Map<String, YamlNode> service, String tick) {
        String port = text(service.get("port"), DEFAULT_PORT);
        String description = text(service.get("desc"), "");
        groups.append("  ").append(quoted(name)).append(":");
        groups.append(description.isEmpty() ? "" : "  # " + description.replaceAll("\\p{Cntrl}", " "))
                .append('\n');
        groups.append("    collectors:\n");
        for (String node : texts(service.get("nodes"))) {
            groups.append("      - ").append(quoted(node + ":" + port)).append('\n');
        }
        groups.append("    jobs:\n      - name: ").append(quoted(name)).append('\n');
        groups.append("        sources:\n          - files: {paths: ").append(quoted("targets/" + name + ".json"));
        groups.append(", refresh: ").append(quoted(tick + "s")).append("}\n");
        remarks(name, service);
    }

    private void remarks(String name, Map<String, YamlNode> service) {
        String path = "shard_service." + name;
        remarks.add(path + ": what GetTarget." + name + "() returned is expected in the file targets/" + name
                + ".json, in the same shape; an inventory that answers over HTTP can be named as http instead");
        service.forEach((key, value) -> {
            switch (key) {
                case "nodes", "port", "desc" -> {}
                case "dest_sd_file_name" ->
                    remarks.add(path + "." + key + " (" + text(value, "") + "): collectors ask /sd/" + name
                            + "/<collector>/" + name
                            + ", or read the files of delivery.files; \"target-sharder snippet\""
                            + " prints their scrape_configs");
                case "yaml_path" ->
                    remarks.add(
                            path + "." + key + " (" + text(value, "") + "): the playbook is not needed; who keeps it"
                                    + " runs it by delivery.hook, without its reload");
                default -> remarks.add(path + "." + key + ": not known, left out");
            }
        });
    }

    private void http(Map<String, YamlNode> http) {
        http.forEach((key, value) -> remarks.add(
                key.equals("port")
                        ? "http.port: --server.port=" + text(value, "") + "; metrics are at /actuator/prometheus"
                        : "http." + key + ": not known, left out"));
    }

    private void consul(Map<String, YamlNode> consul) {
        consul.forEach((key, value) -> remarks.add(
                key.equals("host") || key.equals("port")
                        ? "consul." + key + ": --promshard.consul.enabled=true --promshard.consul." + key + "="
                                + text(value, "") + ", if there are several sharders, or collectors of a Consul service"
                        : "consul." + key + ": not known, left out"));
    }

    private static Map<String, YamlNode> values(@Nullable YamlNode node) {
        Map<String, YamlNode> values = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                values.put(entry.key(), entry.value());
            }
        }
        return values;
    }

    private static List<String> texts(@Nullable YamlNode node) {
        return node instanceof Sequence sequence
                ? sequence.items().stream().map(item -> text(item, "")).toList()
                : List.of();
    }

    private static String text(@Nullable YamlNode node, String otherwise) {
        return node instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : otherwise;
    }

    /** Plain where that is safe. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_/][A-Za-z0-9_./:-]*[A-Za-z0-9_]") && !text.matches("[0-9.]+")
                ? text
                : "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "''") + "'";
    }
}
