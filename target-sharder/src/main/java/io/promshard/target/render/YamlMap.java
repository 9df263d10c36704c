package io.promshard.target.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a YAML document, immutable: nodes that anchors share are never written to. Merged mappings are part of it. */
final class YamlMap {

    static final YamlMap EMPTY = new YamlMap(Map.of());

    private static final int DEEPEST_MERGE = 10;

    private final Map<String, Node> values;

    private YamlMap(Map<String, Node> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** @param name what the node is, for people */
    static YamlMap of(Node node, String name) throws RenderException {
        Map<String, Node> values = new LinkedHashMap<>();
        collect(node, name, values, 0);
        return new YamlMap(values);
    }

    /** What a mapping says itself beats what it merges. */
    private static void collect(Node node, String name, Map<String, Node> values, int depth) throws RenderException {
        if (!(node instanceof MappingNode mapping) || depth > DEEPEST_MERGE) {
            throw new RenderException(name + " is not a mapping" + where(node));
        }
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new RenderException(name + " has a key that is not a text" + where(tuple.getKeyNode()));
            }
            if (key.getTag().equals(Tag.MERGE)) {
                merged.addAll(
                        tuple.getValueNode() instanceof SequenceNode all
                                ? all.getValue()
                                : List.of(tuple.getValueNode()));
            } else {
                values.putIfAbsent(key.getValue(), tuple.getValueNode());
            }
        }
        for (Node other : merged) {
            collect(other, name, values, depth + 1);
        }
    }

    private static String where(Node node) {
        return node.getStartMark() == null
                ? ""
                : " in line " + (node.getStartMark().getLine() + 1);
    }

    static Node text(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }

    static Node list(List<Node> items) {
        return new SequenceNode(Tag.SEQ, items, FlowStyle.BLOCK);
    }

    static Node texts(String... texts) {
        return new SequenceNode(Tag.SEQ, Arrays.stream(texts).map(YamlMap::text).toList(), FlowStyle.FLOW);
    }

    Optional<Node> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The text of a scalar; empty if there is none. */
    String textOf(String key) {
        return values.get(key) instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The items of a list; none if there is no list. */
    List<Node> items(String key) {
        return values.get(key) instanceof SequenceNode list ? list.getValue() : List.of();
    }

    YamlMap keep(Predicate<String> keys) {
        return new YamlMap(values.entrySet().stream()
                .filter(entry -> keys.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)));
    }

    boolean hasAny(Predicate<String> keys) {
        return values.keySet().stream().anyMatch(keys);
    }

    /** With that value where the key stands, or at the end. */
    YamlMap with(String key, Node value) {
        YamlMap changed = new YamlMap(values);
        changed.values.put(key, value);
        return changed;
    }

    MappingNode node() {
        List<NodeTuple> tuples = new ArrayList<>(values.size());
        values.forEach((key, value) -> tuples.add(new NodeTuple(text(key), value)));
        return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
    }
}
