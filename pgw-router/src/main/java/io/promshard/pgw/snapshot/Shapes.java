package io.promshard.pgw.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the groups whose labels a metric has, by one look-up for each set of names that groups have. */
final class Shapes {

    private static final int[] NONE = new int[0];

    private final List<byte[][]> shapes;
    private final Map<String, Integer> groups = new HashMap<>();

    /** Of groups that are numbered as they come. */
    Shapes(Collection<GroupingKey> keys) {
        Map<Set<String>, byte[][]> byNames = new LinkedHashMap<>();
        for (GroupingKey key : keys) {
            byNames.computeIfAbsent(key.byteLabels().keySet(), Shapes::bytes);
            groups.put(key.canonicalBytes(), groups.size());
        }
        this.shapes = new ArrayList<>(byNames.values());
    }

    private static byte[][] bytes(Set<String> names) {
        return names.stream().map(name -> name.getBytes(ISO_8859_1)).toArray(byte[][]::new);
    }

    /** The numbers of the groups. */
    int[] owners(MetricLabels labels) {
        int[] found = NONE;
        for (byte[][] names : shapes) {
            @Nullable String projected = labels.project(names);
            @Nullable Integer group = projected == null ? null : groups.get(projected);
            if (group != null) {
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = group;
            }
        }
        return found;
    }

    /** The number of the group with just these labels, -1 if there is none. */
    int group(GroupingKey key) {
        return groups.getOrDefault(key.canonicalBytes(), -1);
    }
}
