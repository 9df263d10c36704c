package io.promshard.target.render;

import io.promshard.target.engine.EngineRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The configuration of the engine: jobs find and relabel as before, and then get rules by which they never scrape. What only
 * scraping needs is left out, secrets of targets among it.
 */
final class EngineConfig {

    private static final Set<String> NAMES = Set.of("metric_name_validation_scheme", "metric_name_escaping_scheme");
    private static final Set<String> GLOBAL = Set.of("scrape_interval", "scrape_timeout");
    private static final Set<String> JOB = Set.of(
            "job_name", "scrape_interval", "scrape_timeout", "metrics_path", "scheme", "params", "relabel_configs");

    private EngineConfig() {}

    static YamlMap of(PrometheusFile file, List<ScrapeJob> spread) throws RenderException {
        YamlMap engine = YamlMap.EMPTY;
        if (file.root().get("global").isPresent()) {
            YamlMap global = YamlMap.of(file.root().get("global").get(), "global");
            engine = engine.with(
                    "global",
                    global.keep(key -> GLOBAL.contains(key) || NAMES.contains(key))
                            .node());
        }
        return engine.with(
                "scrape_configs",
                YamlMap.list(spread.stream().map(EngineConfig::job).toList()));
    }

    /** A pool above its limit fails instead of asking; and its next scrape is decades away. */
    private static Node job(ScrapeJob job) {
        List<Node> rules = new ArrayList<>(job.settings().items("relabel_configs"));
        rules.add(saved("__scrape_interval__", EngineRules.SAVED_INTERVAL));
        rules.add(saved("__scrape_timeout__", EngineRules.SAVED_TIMEOUT));
        rules.add(YamlMap.EMPTY
                .with("target_label", YamlMap.text("__scrape_interval__"))
                .with("replacement", YamlMap.text(EngineRules.NEVER))
                .node());
        return job.settings()
                .keep(key -> JOB.contains(key) || NAMES.contains(key) || ScrapeJob.DISCOVERS.test(key))
                .with("target_limit", YamlMap.text("1"))
                .with("relabel_configs", YamlMap.list(rules))
                .node();
    }

    private static Node saved(String from, String to) {
        return YamlMap.EMPTY
                .with("source_labels", YamlMap.texts(from))
                .with("target_label", YamlMap.text(to))
                .node();
    }
}
