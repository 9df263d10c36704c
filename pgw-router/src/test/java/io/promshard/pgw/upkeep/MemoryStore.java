package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.scrape.ListedGroup;
import io.promshard.shard.membership.Member;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Gateways in memory, whose groups are numbers. */
final class MemoryStore implements GatewayStore {

    private final Map<String, Map<GroupingKey, Numbered>> gateways = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private double last;

    /** Gateways that answer nothing, and those that can be wiped. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    final Set<String> wipeable = ConcurrentHashMap.newKeySet();

    /** Groups that stay though their deletion is taken. */
    final Set<GroupingKey> stubborn = ConcurrentHashMap.newKeySet();

    /** Told of each listing, once what it says is settled, which one it is. */
    volatile IntConsumer afterListing = listings -> {};

    private final AtomicInteger listings = new AtomicInteger();

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

        @Override
        public Set<String> families() {
            return Set.of("number");
        }

        @Override
        public byte[] bodyWithout(Set<String> families) {
            return families.contains("number") ? new byte[0] : body();
        }
    }

    /** One that was pushed a while ago. */
    void pushed(String gateway, GroupingKey key, int value, Duration ago) {
        store(gateway, new Numbered(key, value, clock.millis() / 1_000.0 - ago.toSeconds()));
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
    public List<ListedGroup> list(Member gateway) throws StoreException {
        requireWell(gateway);
        List<ListedGroup> groups = of(gateway.id()).values().stream()
                .map(group -> new ListedGroup(group.key(), true, group.pushTime(), 0))
                .toList();
        afterListing.accept(listings.incrementAndGet());
        return groups;
    }

    private void requireWell(Member gateway) throws StoreException {
        if (broken.contains(gateway.id())) {
            throw StoreException.unanswered(gateway.id() + " is broken", null);
        }
    }

    @Override
    public void put(Member gateway, StoredGroup group) {
        LockSupport.parkNanos(1);
        push(gateway.id(), group.key(), ByteBuffer.wrap(group.body()).getInt());
    }

    /** A number is all that a group has. */
    @Override
    public void add(Member gateway, StoredGroup group, Set<String> but) {
        throw new UnsupportedOperationException("nothing can be added to " + group.key());
    }

    @Override
    public void delete(Member gateway, GroupingKey key) throws StoreException {
        requireWell(gateway);
        LockSupport.parkNanos(1);
        if (!stubborn.contains(key)) {
            of(gateway.id()).remove(key);
        }
    }

    @Override
    public boolean wipe(Member gateway) throws StoreException {
        requireWell(gateway);
        if (wipeable.contains(gateway.id())) {
            of(gateway.id()).clear();
            return true;
        }
        return false;
    }
}
