package io.promshard.query.remote;

import io.promshard.query.wire.Slice;
import io.promshard.shard.labels.Labels;
import java.util.List;

/**
 * A series of an answer, its samples not decoded: fields of a {@code TimeSeries}, or of a {@code ChunkedSeries}.
 *
 * @param fields each with its number, in order; all but those of labels
 * @param samples how many there are; 0 where they are in chunks, and not counted
 */
public record EncodedSeries(Labels labels, List<Slice> fields, long samples) {
    public EncodedSeries {
        fields = List.copyOf(fields);
    }

    public EncodedSeries withLabels(Labels others) {
        return new EncodedSeries(others, fields, samples);
    }
}
