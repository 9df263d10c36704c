package io.promshard.pgw.web;

import io.promshard.pgw.grouping.GroupPath;
import io.promshard.pgw.merge.MergedGroup;
import io.promshard.shard.membership.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Answer of {@code /api/v1/groups}.
 *
 * @param gatheredAt when the gateways were read
 * @param now on the router's clock, to count ages from
 * @param total groups of the view
 * @param matching those that the filter leaves
 * @param offset of them before the first of {@code groups}
 */
record GroupPage(Instant gatheredAt, Instant now, int total, int matching, int offset, List<Row> groups) {

    /**
     * A group.
     *
     * @param path that names it whatever its labels are, for a {@code DELETE}
     * @param owners the live gateways that shall have it, the first of them before the others
     * @param shown the gateway whose copy the merged view shows
     * @param copies all gateways that have one
     * @param pushed Unix time in seconds of the last push that succeeded; 0 if none has
     * @param failed that of the last push that failed; 0 if none has
     */
    record Row(
            Map<String, String> labels,
            String path,
            List<String> owners,
            String shown,
            List<String> copies,
            double pushed,
            double failed,
            boolean lastPushSuccessful,
            int metrics) {

        static Row of(MergedGroup group, List<Member> owners) {
            return new Row(
                    group.key().labels(),
                    GroupPath.of(group.key()),
                    owners.stream().map(Member::id).toList(),
                    group.gateway(),
                    group.copies(),
                    group.pushTime(),
                    group.failureTime(),
                    group.failureTime() <= group.pushTime(),
                    group.size());
        }
    }
}
