package io.promshard.target.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A {@code scrape_config}.
 *
 * @param name its {@code job_name}
 */
record ScrapeJob(String name, YamlMap settings) {

    /** The settings by which targets are found. */
    static final Predicate<String> DISCOVERS = key -> key.equals("static_configs") || key.endsWith("_sd_configs");

    static ScrapeJob of(Node node, String file) throws RenderException {
        YamlMap settings = YamlMap.of(node, "a scrape_config of " + file);
        String name = settings.textOf("job_name");
        if (name.isEmpty()) {
            throw new RenderException("a scrape_config of " + file + " has no job_name");
        }
        return new ScrapeJob(name, settings);
    }

    /** Its relabelling rules. */
    List<YamlMap> rules() throws RenderException {
        List<YamlMap> rules = new ArrayList<>();
        for (Node rule : settings.items("relabel_configs")) {
            rules.add(YamlMap.of(rule, "a relabel_config of job " + name));
        }
        return rules;
    }

    boolean hasTargets() {
        return settings.hasAny(DISCOVERS);
    }
}
