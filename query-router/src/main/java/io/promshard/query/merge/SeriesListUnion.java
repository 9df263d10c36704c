package io.promshard.query.merge;

import io.promshard.query.wire.Labels;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** The label sets that {@code series} lists, of all shards, each once and sorted. */
public final class SeriesListUnion {
    private SeriesListUnion() {}

    /** Merges lists of label sets; they get their shard's label. */
    public static MergedAnswer of(List<Part<List<Slice>>> parts, Limit limit) throws IOException {
        TreeSet<Labels> all = new TreeSet<>();
        for (Part<List<Slice>> part : parts) {
            for (Slice series : part.data()) {
                all.add(Labels.parse(series, part.label()));
            }
        }
        List<Labels> shown = limit.cut(List.copyOf(all));
        return new MergedAnswer(
                sink -> JsonWriter.list(shown, labels -> labels.writeTo(sink), sink),
                limit.annotate(AnnotationsUnion.ofParts(parts), all.size()));
    }
}
