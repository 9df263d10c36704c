package io.promshard.target.publish;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a list as the JSON of Prometheus' file_sd and http_sd. The same list gives the same bytes. A line has the targets of one
 * key that share their labels.
 *
 * <p>Each target also gets {@value #KEY}, by which what the collector says of it is joined with what we know. Prometheus leaves
 * {@code __meta_*} out of a target's hash, so the label restarts no scrape loop.
 */
final class TargetListJson {

    static final String KEY = "__meta_sharder_key";

    private static final String ADDRESS = "__address__";
    private static final List<String> OURS = List.of(ADDRESS, KEY);
    private static final int BYTES_PER_TARGET = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private TargetListJson() {}

    static byte[] of(List<Target> targets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + BYTES_PER_TARGET * targets.size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray();
            if (hasKeysTwice(targets)) {
                alike(targets).values().forEach(group -> write(group, json));
            } else {
                targets.forEach(target -> write(List.of(target), json));
            }
            if (!targets.isEmpty()) {
                json.writeRaw('\n');
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    /** Only targets of one key can share a line, and most lists have each key once. */
    private static boolean hasKeysTwice(List<Target> targets) {
        long[] keys = targets.stream().mapToLong(Target::key).sorted().toArray();
        return IntStream.range(1, keys.length).anyMatch(i -> keys[i - 1] == keys[i]);
    }

    private static Map<Shared, List<Target>> alike(List<Target> targets) {
        return targets.stream()
                .collect(Collectors.groupingBy(
                        target -> new Shared(target.key(), target.labels().without(OURS)),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** @param group targets that differ in their addresses alone */
    private static void write(List<Target> group, JsonGenerator json) {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeName("targets").writeStartArray();
        group.forEach(target -> json.writeString(WellFormed.of(target.labels().get(ADDRESS))));
        json.writeEndArray();
        json.writeName("labels").writeStartObject();
        json.writeName(KEY).writeString(TargetKey.text(group.getFirst().key()));
        write(group.getFirst().labels(), json);
        json.writeEndObject().writeEndObject();
    }

    /** A label without a name is left out, as Prometheus would refuse the whole list for it. */
    private static void write(Labels labels, JsonGenerator json) {
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.name(i).isEmpty() && !OURS.contains(labels.name(i))) {
                json.writeName(WellFormed.of(labels.name(i))).writeString(WellFormed.of(labels.value(i)));
            }
        }
    }

    /** What targets of one line have in common. */
    private record Shared(long key, Labels labels) {}
}
