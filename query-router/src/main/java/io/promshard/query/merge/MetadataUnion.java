package io.promshard.query.merge;

import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What shards know of metrics, by name: {@code {"up":[{"type":"gauge","unit":"","help":"…"}]}}. Equal entries are one. */
public final class MetadataUnion {
    private MetadataUnion() {}

    /**
     * Merges data as they are.
     *
     * @param limit how many metrics; any number if absent or negative, none if zero, as in Prometheus
     * @param limitPerMetric how many entries of a metric; any number unless positive
     */
    public static MergedAnswer of(List<Part<Slice>> parts, OptionalInt limit, OptionalInt limitPerMetric)
            throws IOException {
        Map<Slice, Map<Map<Slice, Slice>, Slice>> all = new TreeMap<>();
        for (Part<Slice> part : parts) {
            for (Map.Entry<Slice, Slice> metric :
                    JsonSlices.members(part.data()).entrySet()) {
                add(metric.getValue(), all.computeIfAbsent(metric.getKey(), key -> new LinkedHashMap<>()));
            }
        }
        Map<Slice, List<Slice>> shown = shown(all, count(limit, 0), count(limitPerMetric, 1));
        return new MergedAnswer(
                sink -> JsonWriter.object(shown, entries -> JsonWriter.list(entries, sink), sink),
                AnnotationsUnion.ofParts(parts));
    }

    /** Compares entries by their members, whose order depends on the version of the server. */
    private static void add(Slice entries, Map<Map<Slice, Slice>, Slice> known) throws IOException {
        for (Slice entry : JsonSlices.elements(entries)) {
            known.putIfAbsent(JsonSlices.members(entry), entry);
        }
    }

    private static int count(OptionalInt limit, int least) {
        return limit.isPresent() && limit.getAsInt() >= least ? limit.getAsInt() : Integer.MAX_VALUE;
    }

    private static Map<Slice, List<Slice>> shown(
            Map<Slice, Map<Map<Slice, Slice>, Slice>> all, int metrics, int entries) {
        Map<Slice, List<Slice>> shown = new LinkedHashMap<>();
        all.entrySet().stream()
                .limit(metrics)
                .forEach(metric ->
                        shown.put(metric.getKey(), first(metric.getValue().values(), entries)));
        return shown;
    }

    private static List<Slice> first(Collection<Slice> entries, int count) {
        return new ArrayList<>(entries).subList(0, Math.min(count, entries.size()));
    }
}
