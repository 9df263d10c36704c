package io.promshard.pgw.exposition;

import java.io.IOException;
import java.io.OutputStream;

/** Writes families, one after the other, in one form. Mutable, for one thread; {@link #finish} must be called at the end. */
public final class ExpositionWriter {

    private final Sink sink;
    private final Format.Kind kind;
    private final TextMetrics text;
    private final ProtobufMetrics protobuf;

    public ExpositionWriter(OutputStream out, Format format) {
        this.sink = new Sink(out);
        this.kind = format.kind();
        this.text = new TextMetrics(sink, format.escaping());
        this.protobuf = new ProtobufMetrics(sink, format.escaping());
    }

    /** Begins a family, which must be ended. */
    public void begin(FamilyHeader header) throws IOException {
        switch (kind) {
            case TEXT -> text.begin(header);
            case PROTOBUF -> protobuf.begin(header);
        }
    }

    /**
     * Adds a metric to the family.
     *
     * @param stored the type that the metric has where it lies; if it is not the family's, both must be scalars
     */
    public void metric(Exposition exposition, int metric, MetricType stored) throws IOException {
        switch (kind) {
            case TEXT -> text.metric(exposition, metric, stored);
            case PROTOBUF -> protobuf.metric(exposition, metric, stored);
        }
    }

    /** Ends the family. */
    public void end() throws IOException {
        switch (kind) {
            case TEXT -> {}
            case PROTOBUF -> protobuf.end();
        }
    }

    /** Hands all that was written to the stream. */
    public void finish() throws IOException {
        sink.flush();
    }
}
