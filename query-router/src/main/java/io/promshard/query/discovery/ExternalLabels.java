package io.promshard.query.discovery;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The external labels in a Prometheus' configuration, as {@code /api/v1/status/config} prints it.
 *
 * <p>Such a configuration can have megabytes of scrape jobs, so only its block {@code global} is parsed. Prometheus
 * prints each block from the beginning of a line.
 */
final class ExternalLabels {

    private static final Pattern GLOBAL = Pattern.compile("^global:.*(?:\\R(?:[ \\t].*)?)*", Pattern.MULTILINE);
    private static final int LONGEST = 256 * 1024;

    private ExternalLabels() {}

    /** Sorted by name; empty if there are none. */
    static Map<String, String> of(String configuration) throws InspectionException {
        Matcher global = GLOBAL.matcher(configuration);
        return global.find() ? labels(block(global.group())) : Map.of();
    }

    private static Object block(String yaml) throws InspectionException {
        try {
            return parser().load(yaml);
        } catch (YAMLException e) {
            throw new InspectionException("its configuration is no YAML", e);
        }
    }

    /** Takes each scalar as the text that it is: a label's value is never a number or a date. */
    private static Yaml parser() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST);
        limits.setMaxAliasesForCollections(10);
        limits.setNestingDepthLimit(10);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits, new TextOnly());
    }

    private static Map<String, String> labels(Object yaml) throws InspectionException {
        Map<String, String> labels = new TreeMap<>();
        if (yaml instanceof Map<?, ?> root
                && root.get("global") instanceof Map<?, ?> global
                && global.get("external_labels") instanceof Map<?, ?> external) {
            for (Map.Entry<?, ?> label : external.entrySet()) {
                if (!(label.getKey() instanceof String name) || !(label.getValue() instanceof String value)) {
                    throw new InspectionException("an external label is no text");
                }
                labels.put(name, value);
            }
        }
        return labels;
    }

    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
