package io.promshard.query.merge;

import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The rule groups of all shards: {@code {"groups":[…]}}. Groups of the same file on two shards stay apart, since the shard's
 * name goes before the file's: {@code a:/etc/prometheus/rules.yml}. Shards are asked without {@code group_limit}.
 */
public final class RulesUnion {
    private RulesUnion() {}

    /** Merges data as they are; alerts get their shard's label. */
    public static MergedAnswer of(List<Part<Slice>> parts) throws IOException {
        Map<Slice, List<Slice>> data =
                Map.of(Slice.of("groups"), Concatenation.ofMember("groups", parts, RulesUnion::group));
        return new MergedAnswer(
                sink -> JsonWriter.object(data, groups -> JsonWriter.list(groups, sink), sink),
                AnnotationsUnion.ofParts(parts));
    }

    private static Edit group(Part<Slice> part) {
        return Edit.member("file", Edit.prefixing(part.shard() + ":"))
                .then(Edit.member("rules", Edit.each(Edit.member("alerts", Edit.each(AlertsUnion.alert(part))))));
    }
}
