package io.promshard.target.groups.yaml;

import io.promshard.target.groups.yaml.YamlNode.Entry;
import io.promshard.target.groups.yaml.YamlNode.Mapping;
import io.promshard.target.groups.yaml.YamlNode.Scalar;
import io.promshard.target.groups.yaml.YamlNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Parses one YAML document. Length, depth, and the number of values once aliases are followed have limits. */
public final class YamlParser {

    /** In characters. */
    public static final int LONGEST = 1024 * 1024;

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 1_000_000;

    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

    private int values;

    private YamlParser() {}

    /**
     * The document's value; none if there is nothing but comments.
     *
     * @throws BadYamlException if it cannot be parsed, is more than one document, or is beyond a limit
     */
    public static Optional<YamlNode> parse(String text) throws BadYamlException {
        Node root = compose(text);
        return root == null ? Optional.empty() : Optional.of(new YamlParser().value(root, 1));
    }

    private static @Nullable Node compose(String text) throws BadYamlException {
        if (text.length() > LONGEST) {
            throw new BadYamlException(Place.START, "longer than " + LONGEST + " characters");
        }
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST);
        // Values are counted when aliases are followed.
        limits.setMaxAliasesForCollections(Integer.MAX_VALUE);
        try {
            return new Yaml(limits).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            throw new BadYamlException(place(e.getProblemMark()), e.getProblem());
        } catch (YAMLException e) {
            throw new BadYamlException(
                    Place.START, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private YamlNode value(Node node, int depth) throws BadYamlException {
        Place place = place(node.getStartMark());
        if (depth > DEEPEST) {
            throw new BadYamlException(place, "more than " + DEEPEST + " levels, aliases followed");
        }
        if (++values > MOST_VALUES) {
            throw new BadYamlException(place, "more than " + MOST_VALUES + " values, aliases followed");
        }
        if (!node.getTag().startsWith(STANDARD_TAGS)) {
            throw new BadYamlException(place, "tags such as " + node.getTag() + " are not understood");
        }
        return switch (node) {
            case MappingNode mapping -> new Mapping(place, entries(mapping, depth));
            case SequenceNode sequence -> new Sequence(place, items(sequence, depth));
            case ScalarNode scalar -> new Scalar(place, scalar.getValue(), Tag.NULL.equals(scalar.getTag()));
            default -> throw new BadYamlException(place, "not a value");
        };
    }

    private List<YamlNode> items(SequenceNode sequence, int depth) throws BadYamlException {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(value(item, depth + 1));
        }
        return items;
    }

    /** What a mapping has itself wins over what is merged into it. */
    private List<Entry> entries(MappingNode mapping, int depth) throws BadYamlException {
        List<Entry> entries = new ArrayList<>();
        List<Entry> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode value = value(tuple.getValueNode(), depth + 1);
            if (Tag.MERGE.equals(tuple.getKeyNode().getTag())) {
                merged.addAll(merged(value));
            } else {
                entries.add(entry(tuple.getKeyNode(), value));
            }
        }
        Set<String> keys = new HashSet<>();
        entries.forEach(entry -> keys.add(entry.key()));
        merged.stream().filter(entry -> keys.add(entry.key())).forEach(entries::add);
        return entries;
    }

    private static List<Entry> merged(YamlNode value) throws BadYamlException {
        return switch (value) {
            case Mapping mapping -> mapping.entries();
            case Sequence sequence -> {
                List<Entry> entries = new ArrayList<>();
                for (YamlNode item : sequence.items()) {
                    entries.addAll(merged(item));
                }
                yield entries;
            }
            case Scalar scalar ->
                throw new BadYamlException(scalar.place(), "<< takes a mapping or a list of mappings");
        };
    }

    private static Entry entry(Node key, YamlNode value) throws BadYamlException {
        Place place = place(key.getStartMark());
        if (!(key instanceof ScalarNode scalar)) {
            throw new BadYamlException(place, "a key must be a text");
        }
        return new Entry(place, scalar.getValue(), value);
    }

    private static Place place(@Nullable Mark mark) {
        return mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
