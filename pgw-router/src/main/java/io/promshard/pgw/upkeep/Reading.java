package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Standing;
import io.promshard.shard.membership.Member;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What gateways stored, as far as they could be read.
 *
 * @param gateways those that were read, by their ids
 * @param unread why the others were not, by their ids
 */
record Reading(
        Map<String, Member> gateways,
        Map<String, Standing> standings,
        Map<String, Map<GroupingKey, StoredGroup>> stored,
        Map<String, String> unread) {

    @Nullable StoredGroup group(String gateway, GroupingKey key) {
        return stored.getOrDefault(gateway, Map.of()).get(key);
    }
}
