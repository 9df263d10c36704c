package io.promshard.query.merge;

import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The active alerts of all shards: {@code {"alerts":[…]}}. */
public final class AlertsUnion {
    private AlertsUnion() {}

    /** Merges data as they are; alerts get their shard's label. */
    public static MergedAnswer of(List<Part<Slice>> parts, Shown shown) throws IOException {
        List<Slice> all = Concatenation.ofMember("alerts", parts, AlertsUnion::alert);
        Map<Slice, List<Slice>> data = Map.of(Slice.of("alerts"), shown.of(all, "labels"));
        return new MergedAnswer(
                sink -> JsonWriter.object(data, alerts -> JsonWriter.list(alerts, sink), sink),
                AnnotationsUnion.ofParts(parts));
    }

    static Edit alert(Part<Slice> part) {
        return Edit.member("labels", Edit.putting(part.label()));
    }
}
