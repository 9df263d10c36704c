package io.promshard.target.publish.sd;

import static java.util.Collections.unmodifiableSortedMap;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was last published for each collector of a group.
 *
 * @param version of the last publication
 */
public record ServedGroup(Version version, SortedMap<String, ServedCollector> collectors) {

    /** Of those that are not spoken of any more; beyond it the ones that went first are forgotten, which clears nothing. */
    private static final int SILENT_AT_MOST = 1000;

    static final ServedGroup NONE = new ServedGroup(Version.NONE, unmodifiableSortedMap(new TreeMap<>()));

    /** Of a collector, by job; none if it is not known. */
    Map<String, EncodedList> lists(String collector) {
        ServedCollector known = collectors.get(collector);
        return known == null ? Map.of() : known.lists();
    }

    /** Collectors and jobs that are not spoken of keep their lists. */
    ServedGroup with(Version now, SortedMap<String, SortedMap<String, EncodedList>> lists) {
        SortedMap<String, ServedCollector> merged = new TreeMap<>(collectors);
        lists.forEach((collector, byJob) -> merged.compute(
                collector, (id, last) -> last == null ? ServedCollector.first(now, byJob) : last.with(now, byJob)));
        forgetOldest(merged, now);
        return new ServedGroup(now, unmodifiableSortedMap(merged));
    }

    private static void forgetOldest(Map<String, ServedCollector> merged, Version now) {
        List<String> silent = merged.entrySet().stream()
                .filter(entry -> !entry.getValue().spoken().equals(now))
                .sorted(Comparator.comparing(entry -> entry.getValue().spoken()))
                .map(Map.Entry::getKey)
                .toList();
        silent.stream().limit(Math.max(0, silent.size() - SILENT_AT_MOST)).forEach(merged::remove);
    }
}
