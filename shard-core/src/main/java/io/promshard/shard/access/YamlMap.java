package io.promshard.shard.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a document whose only member is a map. Says where a mistake is and never what stands there, which may be a secret. */
final class YamlMap {

    private static final int DEEPEST = 10;

    private YamlMap() {}

    /** The entries under that key, in their order; values are as YAML has them. */
    static Map<String, Object> under(String key, String document) throws BrokenFileException {
        if (!(load(document) instanceof Map<?, ?> top) || !(top.get(key) instanceof Map<?, ?> entries)) {
            throw new BrokenFileException("it has no map \"" + key + "\"");
        }
        for (Object other : top.keySet()) {
            if (!key.equals(other)) {
                throw new BrokenFileException("\"" + other + "\" is not read here, only \"" + key + "\"");
            }
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof String name) || name.isEmpty()) {
                throw new BrokenFileException("a name under \"" + key + "\" is no text: put it in quotes");
            }
            named.put(name, entry.getValue() == null ? "" : entry.getValue());
        }
        return named;
    }

    private static Object load(String document) throws BrokenFileException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        try {
            Object tree = new Yaml(new SafeConstructor(options)).load(document);
            return tree == null ? "" : tree;
        } catch (MarkedYAMLException e) {
            String line = e.getProblemMark() == null
                    ? ""
                    : " at line " + (e.getProblemMark().getLine() + 1);
            throw new BrokenFileException("it is no YAML" + line);
        } catch (YAMLException e) {
            throw new BrokenFileException("it is no YAML");
        }
    }
}
