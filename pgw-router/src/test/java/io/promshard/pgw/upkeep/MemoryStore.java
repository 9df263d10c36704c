package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.shard.membership.Member;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Gateways in memory, whose groups are numbers. */
final class MemoryStore implements GatewayStore {

    private final Map<String, Map<GroupingKey, Numbered>> gateways = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private double last;

    /** A number as a group. */
    record Numbered(GroupingKey key, int value, double pushTime) implements StoredGroup {

        @Override
        public boolean exact() {
            return true;
        }

        @Override
        public double failureTime() {
            return 0;
        }

        @Override
        public byte[] body() {
            return ByteBuffer.allocate(4).putInt(value).array();
        }
    }

    void push(String gateway, GroupingKey key, int value) {
        store(gateway, new Numbered(key, value, now()));
    }

    /** No two pushes come at one time. */
    private synchronized double now() {
        last = Math.max(Math.nextUp(last), clock.millis() / 1_000.0);
        return last;
    }

    private void store(String gateway, Numbered number) {
        of(gateway).put(number.key(), number);
    }

    private Map<GroupingKey, Numbered> of(String gateway) {
        return gateways.computeIfAbsent(gateway, fresh -> new ConcurrentHashMap<>());
    }

    /** By gateway, what each has of that group. */
    Map<String, Integer> copies(GroupingKey key) {
        Map<String, Integer> copies = new TreeMap<>();
        gateways.forEach((gateway, groups) -> {
            Numbered number = groups.get(key);
            if (number != null) {
                copies.put(gateway, number.value());
            }
        });
        return copies;
    }

    @Override
    public Map<GroupingKey, StoredGroup> read(Member gateway) {
        return Map.copyOf(of(gateway.id()));
    }

    @Override
    public void put(Member gateway, StoredGroup group) {
        LockSupport.parkNanos(1);
        push(gateway.id(), group.key(), ByteBuffer.wrap(group.body()).getInt());
    }

    @Override
    public void delete(Member gateway, GroupingKey key) {
        LockSupport.parkNanos(1);
        of(gateway.id()).remove(key);
    }
}
