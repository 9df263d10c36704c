package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.Labels;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The exemplars of all shards, sorted by series: {@code [{"seriesLabels":{…},"exemplars":[…]},…]}. Series that two shards have
 * are one, with the exemplars of both.
 */
public final class ExemplarUnion {
    private static final Slice LABELS = Slice.of("seriesLabels");
    private static final Slice EXEMPLARS = Slice.of("exemplars");

    private ExemplarUnion() {}

    /** Merges lists as they are; series get their shard's label. */
    public static MergedAnswer of(List<Part<List<Slice>>> parts) throws IOException {
        Map<Labels, Set<Slice>> all = new TreeMap<>();
        for (Part<List<Slice>> part : parts) {
            for (Slice series : part.data()) {
                Map<Slice, Slice> members = JsonSlices.members(series);
                Labels labels = Labels.parse(required(LABELS, members), part.label());
                all.computeIfAbsent(labels, key -> new LinkedHashSet<>())
                        .addAll(JsonSlices.elements(required(EXEMPLARS, members)));
            }
        }
        return new MergedAnswer(
                sink -> JsonWriter.list(
                        all.entrySet(), series -> write(series.getKey(), series.getValue(), sink), sink),
                AnnotationsUnion.ofParts(parts));
    }

    private static Slice required(Slice name, Map<Slice, Slice> members) throws MalformedAnswer {
        Slice value = members.get(name);
        if (value == null) {
            throw new MalformedAnswer("a series lacks its " + name);
        }
        return value;
    }

    private static void write(Labels labels, Set<Slice> exemplars, ByteSink sink) throws IOException {
        sink.write("{\"seriesLabels\":".getBytes(US_ASCII));
        labels.writeTo(sink);
        sink.write(",\"exemplars\":".getBytes(US_ASCII));
        JsonWriter.list(exemplars, sink);
        sink.write('}');
    }
}
