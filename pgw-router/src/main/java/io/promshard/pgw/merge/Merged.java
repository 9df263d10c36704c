package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.ExpositionWriter;
import io.promshard.pgw.grouping.GroupingKey;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One exposition of all gateways. Immutable. */
final class Merged {

    private final List<MergedFamily> families;
    private final Map<GroupingKey, MergedGroup> groups;
    private final List<Conflict> conflicts;

    Merged(List<MergedFamily> families, Map<GroupingKey, MergedGroup> groups, List<Conflict> conflicts) {
        this.families = List.copyOf(families);
        this.groups = Collections.unmodifiableMap(groups);
        this.conflicts = List.copyOf(conflicts);
    }

    /** By {@link io.promshard.pgw.snapshot.Group#id()}. */
    Map<GroupingKey, MergedGroup> groups() {
        return groups;
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    /** How many metrics there are. */
    int size() {
        return families.stream().mapToInt(MergedFamily::size).sum();
    }

    void writeTo(ExpositionWriter out) throws IOException {
        for (MergedFamily family : families) {
            family.writeTo(out);
        }
        out.finish();
    }
}
