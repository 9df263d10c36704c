package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.scrape.ListedGroup;
import io.promshard.shard.membership.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and changes what gateways store. Thread-safe; calls block, for a limited time. */
public interface GatewayStore {

    /** All groups, by their keys. */
    Map<GroupingKey, StoredGroup> read(Member gateway) throws StoreException, InterruptedException;

    /** All groups as the gateway lists them, which it does even while it cannot be scraped; for who deletes and copies nothing. */
    List<ListedGroup> list(Member gateway) throws StoreException, InterruptedException;

    /** Stores a group as it is elsewhere, its failure time included, in place of what is there. */
    void put(Member gateway, StoredGroup group) throws StoreException, InterruptedException;

    /** Adds the families of a group to those that are there, but for the named ones. */
    void add(Member gateway, StoredGroup group, Set<String> but) throws StoreException, InterruptedException;

    /** Does nothing if there is no such group. */
    void delete(Member gateway, GroupingKey key) throws StoreException, InterruptedException;

    /** Has the gateway delete all that it has at once; false if it takes no such order. */
    boolean wipe(Member gateway) throws StoreException, InterruptedException;
}
