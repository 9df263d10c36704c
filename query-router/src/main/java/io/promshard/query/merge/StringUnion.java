package io.promshard.query.merge;

import io.promshard.query.wire.JsonText;
import io.promshard.query.wire.Slice;
import java.util.List;
import java.util.TreeSet;

/** The label names or values of all shards, each once, sorted as Go sorts strings. */
public final class StringUnion {
    private StringUnion() {}

    /** Merges lists of decoded strings. */
    public static MergedAnswer of(List<Part<List<Slice>>> parts, Limit limit) {
        TreeSet<Slice> all = new TreeSet<>();
        parts.forEach(part -> all.addAll(part.data()));
        List<Slice> shown = limit.cut(List.copyOf(all));
        return new MergedAnswer(
                sink -> JsonWriter.list(shown, text -> JsonText.text(text, sink), sink),
                limit.annotate(AnnotationsUnion.ofParts(parts), all.size()));
    }
}
