package io.promshard.query.remote;

import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes series whose samples came as chunks in frames of one series each, a long series in several, as a Prometheus does. Used by
 * one thread.
 */
public final class FramesWriter {

    /** As a Prometheus has it by default; readers take 50 times as much. */
    private static final int LONGEST = 1 << 20;

    private final ByteSink sink;

    private FramesWriter(ByteSink sink) {
        this.sink = sink;
    }

    /**
     * Writes all.
     *
     * @param results series by query, each sorted by labels
     */
    public static void write(List<List<EncodedSeries>> results, OutputStream out) throws IOException {
        ByteSink sink = new ByteSink(out);
        FramesWriter frames = new FramesWriter(sink);
        for (int query = 0; query < results.size(); query++) {
            for (EncodedSeries series : results.get(query)) {
                frames.write(series, query);
            }
        }
        sink.flush();
    }

    private void write(EncodedSeries series, int query) throws IOException {
        Slice labels = LabelFields.of(series.labels()).asSlice();
        List<Slice> frame = new ArrayList<>();
        int length = 0;
        for (Slice chunk : series.fields()) {
            frame.add(chunk);
            length += chunk.length();
            if (length >= LONGEST - labels.length()) {
                write(labels, frame, length, query);
                frame.clear();
                length = 0;
            }
        }
        if (!frame.isEmpty()) {
            write(labels, frame, length, query);
        }
    }

    private void write(Slice labels, List<Slice> chunks, int length, int query) throws IOException {
        List<Slice> parts = new ArrayList<>();
        parts.add(new ProtobufWriter().head(1, (long) labels.length() + length).asSlice());
        parts.add(labels);
        parts.addAll(chunks);
        parts.add(new ProtobufWriter().number(2, query).asSlice());
        CRC32C sum = new CRC32C();
        long size = 0;
        for (Slice part : parts) {
            part.addTo(sum);
            size += part.length();
        }
        new ProtobufWriter().varint(size).asSlice().writeTo(sink);
        for (int shift = 24; shift >= 0; shift -= 8) {
            sink.write((char) ((sum.getValue() >> shift) & 0xFF));
        }
        for (Slice part : parts) {
            part.writeTo(sink);
        }
    }
}
