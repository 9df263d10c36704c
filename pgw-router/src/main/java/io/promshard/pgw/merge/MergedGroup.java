package io.promshard.pgw.merge;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;

/**
 * A group of the merged view.
 *
 * @param key by which its gateway has it
 * @param gateway the id of the one whose copy is shown
 * @param copies the ids of all gateways that have one, sorted
 * @param pushTime Unix time in seconds of the last push that succeeded; 0 if none has
 * @param failureTime that of the last push that failed, at any gateway; 0 if none has
 * @param size how many metrics it has, its two times left out
 */
public record MergedGroup(
        GroupingKey key, String gateway, List<String> copies, double pushTime, double failureTime, int size) {

    public MergedGroup {
        copies = List.copyOf(copies);
    }
}
