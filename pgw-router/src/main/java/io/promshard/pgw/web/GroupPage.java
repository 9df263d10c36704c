package io.promshard.pgw.web;

import io.promshard.pgw.grouping.GroupPath;
import io.promshard.pgw.merge.MergedGroup;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * @param owner the gateway that gets its next push; null if none is live
     * @param shown the gateway whose copy the merged view shows
     * @param copies all gateways that have one
     * @param pushed Unix time in seconds of the last push that succeeded; 0 if none has
     * @param failed that of the last push that failed; 0 if none has
     */
    record Row(
            Map<String, String> labels,
            String path,
            @Nullable String owner,
            String shown,
            List<String> copies,
            double pushed,
            double failed,
            boolean lastPushSuccessful,
            int metrics) {

        static Row of(MergedGroup group, RingView ring) {
            @Nullable Member owner = ring.owner(PushRouter.hash(group.key()));
            return new Row(
                    group.key().labels(),
                    GroupPath.of(group.key()),
                    owner == null ? null : owner.id(),
                    group.gateway(),
                    group.copies(),
                    group.pushTime(),
                    group.failureTime(),
                    group.failureTime() <= group.pushTime(),
                    group.size());
        }
    }
}
