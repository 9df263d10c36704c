package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The targets of all shards. Active ones get their shard's label; dropped ones have no labels but those they were discovered
 * with, which stay. Counts of dropped targets are summed for each scrape pool.
 *
 * <pre>
 * {"activeTargets":[…],"droppedTargets":[…],"droppedTargetCounts":{"node":3}}
 * </pre>
 */
public final class TargetsUnion {
    private static final Slice COUNTS = Slice.of("droppedTargetCounts");

    /** What a server sends that was asked for active targets only. */
    private static final Slice NONE = Slice.of("null");

    private TargetsUnion() {}

    /** Merges data as they are. Dropped targets, and how many they are, are shown to who is shown all: they have no labels. */
    public static MergedAnswer of(List<Part<Slice>> parts, Shown shown) throws IOException {
        List<Slice> all = Concatenation.ofMember(
                "activeTargets", parts, part -> Edit.member("labels", Edit.putting(part.label())));
        List<Slice> active = shown.of(all, "labels");
        List<Slice> dropped =
                shown.isAll() ? Concatenation.ofMember("droppedTargets", parts, part -> json -> json) : List.of();
        Map<Slice, Long> counts = shown.isAll() ? counts(parts) : Map.of();
        return new MergedAnswer(sink -> write(active, dropped, counts, sink), AnnotationsUnion.ofParts(parts));
    }

    private static Map<Slice, Long> counts(List<Part<Slice>> parts) throws IOException {
        Map<Slice, Long> sums = new TreeMap<>();
        for (Part<Slice> part : parts) {
            Slice counts = JsonSlices.members(part.data()).get(COUNTS);
            if (counts != null && !counts.equals(NONE)) {
                for (Map.Entry<Slice, Slice> count : JsonSlices.members(counts).entrySet()) {
                    sums.merge(count.getKey(), number(count.getValue()), Long::sum);
                }
            }
        }
        return sums;
    }

    private static long number(Slice number) throws MalformedAnswer {
        try {
            return Long.parseLong(number.toString());
        } catch (NumberFormatException e) {
            throw new MalformedAnswer("a count of dropped targets is no number");
        }
    }

    private static void write(List<Slice> active, List<Slice> dropped, Map<Slice, Long> counts, ByteSink sink)
            throws IOException {
        sink.write("{\"activeTargets\":".getBytes(US_ASCII));
        JsonWriter.list(active, sink);
        sink.write(",\"droppedTargets\":".getBytes(US_ASCII));
        JsonWriter.list(dropped, sink);
        sink.write(",\"droppedTargetCounts\":".getBytes(US_ASCII));
        JsonWriter.object(counts, count -> sink.write(Long.toString(count).getBytes(US_ASCII)), sink);
        sink.write('}');
    }
}
