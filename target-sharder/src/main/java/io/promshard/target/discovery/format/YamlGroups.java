package io.promshard.target.discovery.format;

import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.TargetGroup;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * Reads target groups from YAML as Prometheus does, strictly: no unknown field, no field twice. Any scalar is a text as it is written,
 * so {@code 9100} and {@code yes} need no quotes; null is an empty one.
 *
 * <p>Stricter than Prometheus where a file says nothing at all or has two documents: an empty file is what a writer leaves for a
 * moment, and Prometheus takes it as no targets. Merge keys are not read.
 */
public final class YamlGroups {

    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL);

    private YamlGroups() {}

    /**
     * Reads all groups or none.
     *
     * @param place the file, for messages
     */
    public static List<TargetGroup> parse(InputStream yaml, String place, Limits limits) throws SourceException {
        GroupBuilder groups = new GroupBuilder(place, limits);
        try (UnicodeReader reader = new UnicodeReader(yaml)) {
            for (Node group : sequence("the file", new Yaml(options(limits)).compose(reader), groups)) {
                group(group, groups);
            }
        } catch (YAMLException | IOException e) {
            throw groups.unreadable("it is not the YAML it should be: " + oneLine(e));
        }
        return groups.groups();
    }

    private static LoaderOptions options(Limits limits) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(limits.bytes());
        return options;
    }

    private static List<Node> sequence(String what, @Nullable Node node, GroupBuilder groups) throws SourceException {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw groups.unreadable(what + " must be a list, got " + shown(node));
    }

    private static void group(Node node, GroupBuilder groups) throws SourceException {
        Set<String> seen = new HashSet<>();
        for (NodeTuple field : mapping("it", node, groups)) {
            String name = text("a field", field.getKeyNode(), groups);
            if (!seen.add(name)) {
                throw groups.wrong(name + " stands twice");
            }
            switch (name) {
                case "targets" -> targets(field.getValueNode(), groups);
                case "labels" -> labels(field.getValueNode(), groups);
                default -> throw groups.wrong("only targets and labels are known, got " + Limits.quoted(name));
            }
        }
        groups.end();
    }

    private static void targets(Node node, GroupBuilder groups) throws SourceException {
        if (isNull(node)) {
            return;
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw groups.wrong("targets must be a list, got " + shown(node));
        }
        for (Node target : sequence.getValue()) {
            groups.target(text("a target", target, groups));
        }
    }

    private static void labels(Node node, GroupBuilder groups) throws SourceException {
        if (isNull(node)) {
            return;
        }
        for (NodeTuple label : mapping("labels", node, groups)) {
            String name = text("the name of a label", label.getKeyNode(), groups);
            if (groups.hasLabel(name)) {
                throw groups.wrong("label " + Limits.quoted(name) + " stands twice");
            }
            groups.label(name, text("label " + Limits.quoted(name), label.getValueNode(), groups));
        }
    }

    private static List<NodeTuple> mapping(String what, Node node, GroupBuilder groups) throws SourceException {
        if (node instanceof MappingNode mapping) {
            return new ArrayList<>(mapping.getValue());
        }
        throw groups.wrong(what + " must be a mapping, got " + shown(node));
    }

    private static String text(String what, Node node, GroupBuilder groups) throws SourceException {
        if (node instanceof ScalarNode scalar && PLAIN.contains(scalar.getTag())) {
            return isNull(scalar) ? "" : scalar.getValue();
        }
        throw groups.wrong(what + " must be a text, got " + shown(node));
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String shown(@Nullable Node node) {
        return switch (node) {
            case null -> "nothing";
            case MappingNode mapping -> "a mapping" + at(node);
            case SequenceNode sequence -> "a list" + at(node);
            case ScalarNode scalar -> (isNull(scalar) ? "null" : Limits.quoted(scalar.getValue())) + at(node);
            default -> "something else" + at(node);
        };
    }

    private static String at(Node node) {
        return " (line " + (node.getStartMark().getLine() + 1) + ")";
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }
}
