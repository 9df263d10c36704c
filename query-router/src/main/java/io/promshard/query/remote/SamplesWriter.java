package io.promshard.query.remote;

import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes series whose samples came as samples as one message, compressed on its way out. */
public final class SamplesWriter {

    private static final long MOST = 0xFFFFFFFFL;

    private SamplesWriter() {}

    /**
     * Whether a block of Snappy has room for the message.
     *
     * @param results series by query
     */
    public static boolean fits(List<List<EncodedSeries>> results) {
        return size(results) <= MOST;
    }

    /** Writes the message. The stream is left open. */
    public static void write(List<List<EncodedSeries>> results, OutputStream out) throws IOException {
        try (SnappyOutput snappy = new SnappyOutput(size(results), out)) {
            ByteSink sink = new ByteSink(snappy);
            for (List<EncodedSeries> result : results) {
                head(sizeOfResult(result)).writeTo(sink);
                for (EncodedSeries series : result) {
                    write(series, sink);
                }
            }
            sink.flush();
        }
    }

    private static void write(EncodedSeries series, ByteSink sink) throws IOException {
        Slice labels = LabelFields.of(series.labels()).asSlice();
        head(labels.length() + sizeOfFields(series)).writeTo(sink);
        labels.writeTo(sink);
        for (Slice fields : series.fields()) {
            fields.writeTo(sink);
        }
    }

    private static long size(List<List<EncodedSeries>> results) {
        return results.stream()
                .mapToLong(result -> withHead(sizeOfResult(result)))
                .sum();
    }

    private static long sizeOfResult(List<EncodedSeries> result) {
        return result.stream()
                .mapToLong(series -> withHead(LabelFields.of(series.labels()).length() + sizeOfFields(series)))
                .sum();
    }

    private static long sizeOfFields(EncodedSeries series) {
        return series.fields().stream().mapToLong(Slice::length).sum();
    }

    private static long withHead(long size) {
        return head(size).length() + size;
    }

    /** Results in an answer and series in a result are both fields of number 1. */
    private static Slice head(long size) {
        return new ProtobufWriter().head(1, size).asSlice();
    }
}
