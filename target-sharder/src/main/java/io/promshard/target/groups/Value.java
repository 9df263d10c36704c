package io.promshard.target.groups;

import io.promshard.target.groups.yaml.Place;
import io.promshard.target.groups.yaml.YamlNode;
import io.promshard.target.groups.yaml.YamlNode.Entry;
import io.promshard.target.groups.yaml.YamlNode.Mapping;
import io.promshard.target.groups.yaml.YamlNode.Scalar;
import io.promshard.target.groups.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of the file with its path. Where it is not what its reader asks for there is a complaint and no answer, and reading goes on,
 * so that all problems are found at once.
 *
 * @param path such as {@code groups.node.jobs[2]}; empty for the whole file
 */
record Value(String path, YamlNode node, Context context) {

    /** Says what may stand here, and shows what does. */
    void refuse(String allowed) {
        context.complaints().add(node.place(), path, shown(), allowed);
    }

    /** As {@link #refuse}, of a value that might be secret. */
    void refuseUnseen(String allowed) {
        context.complaints().add(node.place(), path, "", allowed);
    }

    /** Of a name that the operator chose, which need not stand in this value. */
    void refuseName(String name, String allowed) {
        context.complaints().add(node.place(), path, name, allowed);
    }

    /** A mapping with these keys. */
    Fields fields(List<String> known) {
        Map<String, Value> values = named();
        values.keySet().removeIf(key -> !isKnown(key, known));
        return new Fields(this, values);
    }

    /** As {@link #fields(List)}; anything but a mapping stands for the value of one key. */
    Fields fields(List<String> known, String shorthand) {
        return node instanceof Mapping ? fields(known) : new Fields(this, Map.of(shorthand, this));
    }

    /** A mapping whose keys the operator chose. */
    Map<String, Value> named() {
        if (!(node instanceof Mapping mapping)) {
            refuse("must be a mapping");
            return new LinkedHashMap<>();
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            String child = path.isEmpty() ? entry.key() : path + "." + entry.key();
            if (values.putIfAbsent(entry.key(), new Value(child, entry.value(), context)) != null) {
                context.complaints().add(entry.place(), child, "", "stands here twice");
            }
        }
        return values;
    }

    /** The one key of a mapping. */
    Optional<Kind> kind(List<String> kinds) {
        Map<String, Value> found = fields(kinds).values();
        if (found.size() == 1) {
            Map.Entry<String, Value> only = found.entrySet().iterator().next();
            return Optional.of(new Kind(only.getKey(), only.getValue()));
        }
        if (node instanceof Mapping mapping && mapping.entries().size() == found.size()) {
            refuseUnseen("must have one of " + String.join(", ", kinds));
        }
        return Optional.empty();
    }

    List<Value> items() {
        if (!(node instanceof Sequence sequence)) {
            refuse("must be a list");
            return List.of();
        }
        if (sequence.items().isEmpty()) {
            refuse("must have one entry at least");
        }
        List<Value> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            items.add(new Value(path + "[" + items.size() + "]", item, context));
        }
        return items;
    }

    /** A list; a value alone stands for a list of it. */
    List<Value> itemsOrOne() {
        return node instanceof Scalar ? List.of(this) : items();
    }

    Optional<String> text() {
        if (node instanceof Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        refuse(node instanceof Scalar ? "must not be empty" : "must be a text");
        return Optional.empty();
    }

    private boolean isKnown(String key, List<String> known) {
        if (known.contains(key)) {
            return true;
        }
        context.complaints().add(place(key), path, key, Suggestion.allowed("keys are ", key, known));
        return false;
    }

    private Place place(String key) {
        return node instanceof Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .findFirst()
                        .map(Entry::place)
                        .orElse(node.place())
                : node.place();
    }

    private String shown() {
        return switch (node) {
            case Scalar scalar -> scalar.text();
            case Sequence sequence -> sequence.items().isEmpty() ? "[]" : "[…]";
            case Mapping mapping -> mapping.entries().isEmpty() ? "{}" : "{…}";
        };
    }
}
