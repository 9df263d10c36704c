package io.promshard.query.merge;

import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rule groups of all shards: {@code {"groups":[…]}}. Groups of the same file on two shards stay apart, since the shard's
 * name goes before the file's: {@code a:/etc/prometheus/rules.yml}. Shards are asked without {@code group_limit}.
 */
public final class RulesUnion {
    private RulesUnion() {}

    /** Merges data as they are; alerts get their shard's label. A group of which no rule is shown is not. */
    public static MergedAnswer of(List<Part<Slice>> parts, Shown shown) throws IOException {
        List<Slice> groups = Concatenation.ofMember("groups", parts, part -> group(part, shown));
        Map<Slice, List<Slice>> data = Map.of(Slice.of("groups"), shown.isAll() ? groups : withRules(groups));
        return new MergedAnswer(
                sink -> JsonWriter.object(data, list -> JsonWriter.list(list, sink), sink),
                AnnotationsUnion.ofParts(parts));
    }

    private static Edit group(Part<Slice> part, Shown shown) {
        Edit alerts = Edit.each(AlertsUnion.alert(part)).then(Edit.list(all -> shown.of(all, "labels")));
        return Edit.member("file", Edit.prefixing(part.shard() + ":"))
                .then(Edit.member("rules", Edit.list(all -> shown.of(all, "labels", part.label()))))
                .then(Edit.member("rules", Edit.each(Edit.member("alerts", alerts))));
    }

    private static List<Slice> withRules(List<Slice> groups) throws IOException {
        List<Slice> some = new ArrayList<>();
        for (Slice group : groups) {
            Slice rules = JsonSlices.members(group).get(Slice.of("rules"));
            if (rules != null && !JsonSlices.elements(rules).isEmpty()) {
                some.add(group);
            }
        }
        return some;
    }
}
