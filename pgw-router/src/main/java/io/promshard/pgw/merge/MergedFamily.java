package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionWriter;
import io.promshard.pgw.exposition.FamilyHeader;
import io.promshard.pgw.exposition.MetricType;
import java.io.IOException;
import java.util.List;

/** One family of all gateways: where its metrics lie, in their order. Immutable. */
final class MergedFamily {

    private final FamilyHeader header;
    private final List<Part> parts;
    private final long[] metrics;

    MergedFamily(FamilyHeader header, List<Part> parts, long[] metrics) {
        this.header = header;
        this.parts = List.copyOf(parts);
        this.metrics = metrics;
    }

    FamilyHeader header() {
        return header;
    }

    int size() {
        return metrics.length;
    }

    void writeTo(ExpositionWriter out) throws IOException {
        out.begin(header);
        for (long metric : metrics) {
            Part part = parts.get((int) (metric >>> 32));
            out.metric(part.exposition(), (int) metric, part.type());
        }
        out.end();
    }

    /**
     * The family in one snapshot.
     *
     * @param type that it has there
     */
    record Part(Exposition exposition, MetricType type) {}
}
