package io.promshard.query.exec;

import io.promshard.query.merge.Part;
import io.promshard.query.wire.Annotations;
import java.util.List;

/**
 * What shards answered.
 *
 * @param parts in the order of the asks; at least one
 * @param missing names of the shards that failed, where that was allowed
 * @param warnings one for each of those
 */
public record Gathered<D>(List<Part<D>> parts, List<String> missing, Annotations warnings) {
    public Gathered {
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }
}
