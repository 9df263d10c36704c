package io.promshard.target.groups.yaml;

import java.util.List;

/** A value of a YAML text, and where it stands. Aliases and merge keys are followed; what type a scalar has is for its reader to say. */
public sealed interface YamlNode {

    Place place();

    /**
     * A text, a number, a truth value.
     *
     * @param text as written, without quotes and escapes
     * @param isNull whether nothing was written, or a null
     */
    record Scalar(Place place, String text, boolean isNull) implements YamlNode {}

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Values by key, in the order of the text; a key may come twice. */
    record Mapping(Place place, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** A key with its value; the place is the key's. */
    record Entry(Place place, String key, YamlNode value) {}
}
