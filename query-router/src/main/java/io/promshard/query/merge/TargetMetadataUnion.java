package io.promshard.query.merge;

import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the targets of all shards say of their metrics: {@code [{"target":{…},"metric":"up",…},…]}. */
public final class TargetMetadataUnion {
    private static final Slice TARGET = Slice.of("target");

    private TargetMetadataUnion() {}

    /**
     * Merges lists as they are; targets get their shard's label.
     *
     * @param limit as Prometheus reads it: no further target once there are as many entries, but all of a target
     */
    public static MergedAnswer of(List<Part<List<Slice>>> parts, OptionalInt limit, Shown shown) throws IOException {
        List<Slice> all = new ArrayList<>();
        for (Part<List<Slice>> part : parts) {
            List<Slice> labelled =
                    Edit.member("target", Edit.putting(part.label())).all(part.data());
            all.addAll(shown.of(labelled, "target"));
        }
        List<Slice> some = limit.isPresent() && limit.getAsInt() >= 0 ? cut(all, limit.getAsInt()) : all;
        return new MergedAnswer(sink -> JsonWriter.list(some, sink), AnnotationsUnion.ofParts(parts));
    }

    private static List<Slice> cut(List<Slice> entries, int limit) throws IOException {
        int end = Math.min(limit, entries.size());
        while (end > 0 && end < entries.size() && target(entries, end).equals(target(entries, end - 1))) {
            end++;
        }
        return entries.subList(0, end);
    }

    private static Optional<Slice> target(List<Slice> entries, int index) throws IOException {
        return Optional.ofNullable(JsonSlices.members(entries.get(index)).get(TARGET));
    }
}
