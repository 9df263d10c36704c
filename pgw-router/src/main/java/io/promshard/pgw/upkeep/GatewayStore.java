package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.shard.membership.Member;
import java.util.Map;

/** Reads and changes what gateways store. Thread-safe; calls block, for a limited time. */
public interface GatewayStore {

    /** All groups, by their keys. */
    Map<GroupingKey, StoredGroup> read(Member gateway) throws StoreException, InterruptedException;

    /** Stores a group as it is elsewhere, its failure time included, in place of what is there. */
    void put(Member gateway, StoredGroup group) throws StoreException, InterruptedException;

    /** Does nothing if there is no such group. */
    void delete(Member gateway, GroupingKey key) throws StoreException, InterruptedException;
}
