package io.promshard.target.render;

import java.io.StringReader;
import java.io.StringWriter;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML between text and nodes. Nodes keep each scalar as it was written, so that {@code no} stays a label's value and does not
 * become {@code false}; comments are lost.
 */
final class YamlText {

    private static final int MOST_CHARACTERS = 64 << 20;
    private static final int NO_FOLDING = 1 << 20;

    private YamlText() {}

    /** The mapping that a document is; an empty document is an empty one. */
    static YamlMap read(String text, String name) throws RenderException {
        try {
            Node root = yaml().compose(new StringReader(text));
            return root == null ? YamlMap.EMPTY : YamlMap.of(root, name);
        } catch (YAMLException e) {
            throw new RenderException(name + " cannot be read as YAML: " + e.getMessage(), e);
        }
    }

    static String write(YamlMap map) {
        StringWriter text = new StringWriter();
        yaml().serialize(map.node(), text);
        return text.toString();
    }

    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setCodePointLimit(MOST_CHARACTERS);
        loading.setAllowDuplicateKeys(false);
        DumperOptions dumping = new DumperOptions();
        dumping.setWidth(NO_FOLDING);
        dumping.setSplitLines(false);
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new AsWritten());
    }

    /** Takes every plain scalar for a text, but nulls and the key that merges: what it stands for is for Prometheus to say. */
    private static final class AsWritten extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
