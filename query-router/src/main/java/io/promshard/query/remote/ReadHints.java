package io.promshard.query.remote;

import java.util.List;

/**
 * What the reader will do with the series: a help that a server may ignore, but for the function {@code series}, which wants no
 * samples.
 *
 * @param function or aggregation around the selector, empty if there is none
 * @param startMillis of what is needed; more than is asked for it is not
 * @param grouping labels of the aggregation
 * @param by whether those are kept, and not left out
 * @param rangeMillis of a range selector
 */
public record ReadHints(
        long stepMillis,
        String function,
        long startMillis,
        long endMillis,
        List<String> grouping,
        boolean by,
        long rangeMillis) {
    public ReadHints {
        grouping = List.copyOf(grouping);
    }
}
