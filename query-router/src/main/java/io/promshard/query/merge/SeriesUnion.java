package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.Labels;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.ResultType;
import io.promshard.query.wire.SeriesSlice;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The series of all shards, each with its shard's label. A matrix is sorted by labels, as Prometheus sorts it; a vector keeps
 * the order of the shards and of each shard's series, since sorting may have been what was asked for. Samples are neither
 * read nor copied before they are written. Statistics of shards are left out.
 */
public final class SeriesUnion {
    private static final byte[] METRIC = "{\"metric\":".getBytes(US_ASCII);

    private SeriesUnion() {}

    private record Series(Labels labels, Slice rest) {
        void writeTo(ByteSink sink) throws IOException {
            sink.write(METRIC);
            labels.writeTo(sink);
            rest.writeTo(sink);
        }
    }

    /**
     * Merges results, all of that type.
     *
     * @throws MergeConflict if two series have the same labels
     * @throws io.promshard.query.wire.MalformedAnswer if labels cannot be read
     */
    public static MergedAnswer of(ResultType type, List<Part<QueryData.Series>> parts, Limit limit)
            throws MergeConflict, IOException {
        List<Series> all = new ArrayList<>();
        for (Part<QueryData.Series> part : parts) {
            for (SeriesSlice series : part.data().series()) {
                all.add(new Series(Labels.parse(series.metric(), part.label()), series.rest()));
            }
        }
        requireDistinct(all);
        if (type == ResultType.MATRIX) {
            all.sort(Comparator.comparing(Series::labels));
        }
        List<Series> shown = limit.cut(all);
        return new MergedAnswer(
                sink -> write(type, shown, sink), limit.annotate(AnnotationsUnion.ofParts(parts), all.size()));
    }

    private static void requireDistinct(List<Series> all) throws MergeConflict {
        Set<Labels> seen = HashSet.newHashSet(all.size());
        for (Series series : all) {
            if (!seen.add(series.labels())) {
                throw MergeConflict.duplicate(series.labels());
            }
        }
    }

    private static void write(ResultType type, List<Series> series, ByteSink sink) throws IOException {
        sink.write(("{\"resultType\":\"" + type.text() + "\",\"result\":").getBytes(US_ASCII));
        JsonWriter.list(series, one -> one.writeTo(sink), sink);
        sink.write('}');
    }
}
