package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.ExpositionWriter;
import io.promshard.pgw.exposition.Format;
import io.promshard.pgw.grouping.GroupingKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The groups of all gateways at one moment. What is asked for is written once, and kept as long as the view. Thread-safe. */
public final class View {

    /** As many forms as scrapers of one installation use; others are written anew each time. */
    private static final int MOST_KEPT = 4;

    private static final int BUFFER = 64 * 1024;

    private final Merged merged;
    private final List<GatewayView> gateways;
    private final Instant gatheredAt;
    private final Map<Form, byte[]> written = new ConcurrentHashMap<>();

    View(Merged merged, List<GatewayView> gateways, Instant gatheredAt) {
        this.merged = merged;
        this.gateways = List.copyOf(gateways);
        this.gatheredAt = gatheredAt;
    }

    /** By {@link io.promshard.pgw.snapshot.Group#id()}. */
    public Map<GroupingKey, MergedGroup> groups() {
        return merged.groups();
    }

    /** On what the gateways disagree, by family. */
    public List<Conflict> conflicts() {
        return merged.conflicts();
    }

    /** How many metrics it has; a histogram is one. */
    public int size() {
        return merged.size();
    }

    /** By id. Those that have left the ring are among them while their snapshot is used. */
    public List<GatewayView> gateways() {
        return gateways;
    }

    public Instant gatheredAt() {
        return gatheredAt;
    }

    /** The whole exposition, which the caller must not change. */
    public byte[] exposition(Format format, boolean gzip) {
        Form form = new Form(format, gzip);
        return written.size() < MOST_KEPT || written.containsKey(form)
                ? written.computeIfAbsent(form, this::write)
                : write(form);
    }

    private byte[] write(Form form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
        try (OutputStream out = form.gzip() ? new FastGzip(bytes) : bytes) {
            merged.writeTo(new ExpositionWriter(out, form.format()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What can be asked for. */
    private record Form(Format format, boolean gzip) {}

    /** A scrape waits for it, and crosses a network that is fast. */
    private static final class FastGzip extends GZIPOutputStream {

        private FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
