package io.promshard.target.engine;

import io.promshard.target.discovery.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a job adds to each of its targets that has not got it: its name, scheme, path, interval and parameters. Collectors have the
 * same job and add these themselves; given to them with each target, they would be frozen as the engine had them.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/scrape/target.go">PopulateDiscoveredLabels</a>
 */
record JobDefaults(Map<String, String> values) {

    static final String PATH = "/api/v1/status/config";

    private static final int MOST_BYTES = 64 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** Labels by which newer servers tell themselves how to scrape; no discovery sets them. */
    private static final Set<String> NEVER_DISCOVERED = Set.of(
            "__convert_classic_histograms_to_nhcb__",
            "__always_scrape_classic_histograms__",
            "__scrape_native_histograms__");

    JobDefaults {
        values = Map.copyOf(values);
    }

    /** Of the job of that name, in an answer to {@link #PATH}. */
    static JobDefaults of(EngineAnswer answer, String job) throws SourceException {
        try (InputStream in = answer.open(MOST_BYTES)) {
            return ofJob(jobs(JSON.readTree(in).path("data").path("yaml").asString("")), job);
        } catch (IOException | JacksonException | YAMLException e) {
            throw new SourceException("answered " + PATH + " with what cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<?> jobs(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        Object configuration = new Yaml(new SafeConstructor(options)).load(yaml);
        return configuration instanceof Map<?, ?> map && map.get("scrape_configs") instanceof List<?> jobs
                ? jobs
                : List.of();
    }

    private static JobDefaults ofJob(List<?> jobs, String name) throws SourceException {
        for (Object job : jobs) {
            if (job instanceof Map<?, ?> settings && name.equals(settings.get("job_name"))) {
                return ofSettings(settings);
            }
        }
        throw new SourceException("has no such job in its scrape_configs");
    }

    private static JobDefaults ofSettings(Map<?, ?> job) {
        Map<String, String> values = new HashMap<>();
        values.put("job", text(job.get("job_name")));
        values.put("__scrape_interval__", text(job.get("scrape_interval")));
        values.put("__scrape_timeout__", text(job.get("scrape_timeout")));
        values.put("__metrics_path__", text(job.get("metrics_path")));
        values.put("__scheme__", text(job.get("scheme")));
        if (job.get("params") instanceof Map<?, ?> params) {
            params.forEach((name, given) -> {
                if (given instanceof List<?> list && !list.isEmpty()) {
                    values.put("__param_" + name, text(list.getFirst()));
                }
            });
        }
        return new JobDefaults(values);
    }

    private static String text(@Nullable Object scalar) {
        return String.valueOf(scalar);
    }

    /** Whether a target that has this label got it from the job, as far as anybody can see. */
    boolean gave(String name, String value) {
        return value.equals(values.get(name)) || NEVER_DISCOVERED.contains(name);
    }
}
