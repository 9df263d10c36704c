package io.promshard.target.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Keeps paths pointing at the same files when what names them moves from one folder's file to another's. */
record RelativePaths(Path from, Path to) {

    Node rebased(Node node) {
        return from.equals(to) ? node : walk(node);
    }

    private Node walk(Node node) {
        return switch (node) {
            case MappingNode mapping ->
                new MappingNode(
                        mapping.getTag(),
                        mapping.getValue().stream().map(this::entry).toList(),
                        mapping.getFlowStyle());
            case SequenceNode list ->
                new SequenceNode(
                        list.getTag(), list.getValue().stream().map(this::walk).toList(), list.getFlowStyle());
            default -> node;
        };
    }

    private NodeTuple entry(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        Node value = tuple.getValueNode();
        if (key.endsWith("_file") && value instanceof ScalarNode path) {
            return new NodeTuple(tuple.getKeyNode(), moved(path));
        }
        if (key.equals("files") && value instanceof SequenceNode paths) {
            List<Node> all = new ArrayList<>();
            paths.getValue().forEach(path -> all.add(path instanceof ScalarNode scalar ? moved(scalar) : path));
            return new NodeTuple(tuple.getKeyNode(), new SequenceNode(paths.getTag(), all, paths.getFlowStyle()));
        }
        return new NodeTuple(tuple.getKeyNode(), walk(value));
    }

    private Node moved(ScalarNode path) {
        String text = path.getValue();
        if (text.isEmpty() || Path.of(text).isAbsolute()) {
            return path;
        }
        String moved = to.relativize(from.resolve(text)).toString();
        return new ScalarNode(path.getTag(), moved, null, null, ScalarStyle.PLAIN);
    }
}
