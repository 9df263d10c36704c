package io.promshard.query.topology;

import java.util.Set;

/** What a shard's series have as their feature label. */
public sealed interface FeatureLabel {

    /** The values that a series of this shard can have, in the eyes of who asks; {@code ""} stands for no label. */
    Set<String> values();

    /**
     * The shard does not store the label: queries lose it on the way down, and answers get it back.
     *
     * @param value the same for each series
     */
    record External(String value) implements FeatureLabel {
        @Override
        public Set<String> values() {
            return Set.of(value);
        }
    }

    /**
     * The shard stores the label, so queries and answers pass as they are.
     *
     * @param values all that it was seen to store; {@code ""} among them if it has series without the label
     */
    record Stored(Set<String> values) implements FeatureLabel {
        public Stored {
            values = Set.copyOf(values);
        }
    }
}
