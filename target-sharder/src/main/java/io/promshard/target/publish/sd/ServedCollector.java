package io.promshard.target.publish.sd;

import static java.util.Collections.unmodifiableSortedMap;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Version;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lists of one collector.
 *
 * @param changed the version that last changed them, as far as this instance saw
 * @param spoken the version that last spoke of them
 */
public record ServedCollector(Version changed, Version spoken, SortedMap<String, EncodedList> lists) {

    static ServedCollector first(Version version, SortedMap<String, EncodedList> lists) {
        return new ServedCollector(version, version, lists);
    }

    /** A job that is not spoken of keeps its list. */
    ServedCollector with(Version version, SortedMap<String, EncodedList> spokenOf) {
        if (spokenOf.entrySet().stream().allMatch(entry -> has(entry.getKey(), entry.getValue()))) {
            return new ServedCollector(changed, version, lists);
        }
        SortedMap<String, EncodedList> merged = new TreeMap<>(lists);
        merged.putAll(spokenOf);
        return new ServedCollector(version, version, unmodifiableSortedMap(merged));
    }

    private boolean has(String job, EncodedList list) {
        EncodedList mine = lists.get(job);
        return mine != null && list.isSameAs(mine);
    }
}
