package io.promshard.pgw.reconcile;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Action.Complete;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Gateways that die and return, clients that push and delete, and a ring that changes: what a reconciler has to do with. */
final class World {

    /** What a gateway stores of a group; the version says which push it was. */
    record Stored(int version, Copy copy) {}

    private final Map<String, Map<GroupingKey, Stored>> gateways = new TreeMap<>();
    private final Map<String, Map<GroupingKey, Stored>> dead = new TreeMap<>();
    private final Set<String> drained = new HashSet<>();
    private final Set<String> quarantined = new HashSet<>();
    private final Map<GroupingKey, Double> tombstones = new HashMap<>();
    private final int replicas;
    private double now = 1_000;
    private int versions;

    World(int replicas) {
        this.replicas = replicas;
    }

    double now() {
        return now;
    }

    void pass(double seconds) {
        now += seconds;
    }

    /** A new one, unless there is one of that name. */
    void join(String gateway) {
        if (!dead.containsKey(gateway)) {
            gateways.putIfAbsent(gateway, new HashMap<>());
        }
    }

    Set<String> up() {
        return gateways.keySet();
    }

    Set<String> dead() {
        return dead.keySet();
    }

    boolean isLive(String gateway) {
        return gateways.containsKey(gateway) && !drained.contains(gateway) && !quarantined.contains(gateway);
    }

    void drain(String gateway) {
        drained.add(gateway);
    }

    void undrain(String gateway) {
        drained.remove(gateway);
    }

    /** With what it had at that moment. */
    void kill(String gateway) {
        dead.put(gateway, new HashMap<>(Objects.requireNonNull(gateways.remove(gateway))));
        quarantined.remove(gateway);
    }

    void comeBack(String gateway) {
        gateways.put(gateway, Objects.requireNonNull(dead.remove(gateway)));
        quarantined.add(gateway);
    }

    /** As the life of a gateway goes: once nothing is to be done on it. */
    void admitTheClean(Plan plan) {
        quarantined.removeIf(gateway -> plan.on(gateway).isEmpty());
    }

    List<String> owners(GroupingKey key) {
        return gateways.keySet().stream()
                .filter(this::isLive)
                .sorted(Comparator.comparingInt(gateway -> (gateway + key).hashCode() * 0x9E3779B9))
                .limit(replicas)
                .toList();
    }

    void push(GroupingKey key) {
        versions++;
        for (String owner : owners(key)) {
            now += 0.001;
            store(owner, key, new Stored(versions, new Copy(owner, now, now, content(versions))));
        }
    }

    private static Content content(int version) {
        return new Content(version, Set.of("version"));
    }

    /** Reaches its owners only, and the note of it everybody. */
    void delete(GroupingKey key) {
        now += 0.001;
        owners(key).forEach(owner -> stores(owner).remove(key));
        tombstones.put(key, now);
        now += 2;
    }

    private void store(String gateway, GroupingKey key, Stored stored) {
        stores(gateway).put(key, stored);
    }

    private Map<GroupingKey, Stored> stores(String gateway) {
        return Objects.requireNonNull(gateways.get(gateway));
    }

    Map<String, Standing> standings() {
        Map<String, Standing> standings = new HashMap<>();
        for (String gateway : gateways.keySet()) {
            standings.put(
                    gateway,
                    quarantined.contains(gateway)
                            ? Standing.QUARANTINED
                            : drained.contains(gateway) ? Standing.DRAINED : Standing.LIVE);
        }
        return standings;
    }

    List<Sighting> groups() {
        Set<GroupingKey> keys = new TreeSet<>(Comparator.comparing(GroupingKey::canonicalBytes));
        gateways.values().forEach(stored -> keys.addAll(stored.keySet()));
        return keys.stream().map(this::group).toList();
    }

    private Sighting group(GroupingKey key) {
        List<Copy> copies =
                holders(key).map(gateway -> stored(gateway, key).copy()).toList();
        return new Sighting(key, owners(key), copies, tombstones.getOrDefault(key, Sighting.NEVER));
    }

    private Stream<String> holders(GroupingKey key) {
        return gateways.keySet().stream().filter(gateway -> stores(gateway).containsKey(key));
    }

    private Stored stored(String gateway, GroupingKey key) {
        return Objects.requireNonNull(stores(gateway).get(key));
    }

    /** As the reconciler does: moves first, then what a second look says. */
    void carryOut(Collection<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Move(GroupingKey key, Copy from, String target) -> move(key, from, target);
                case Complete complete ->
                    throw new IllegalStateException("all copies have the same families: " + complete);
                case Delete(GroupingKey key, Copy copy, Action.Reason reason) ->
                    stores(copy.gateway()).remove(key);
            }
        }
    }

    private void move(GroupingKey key, Copy from, String target) {
        now += 0.001;
        Stored source = stored(from.gateway(), key);
        store(target, key, new Stored(source.version(), new Copy(target, from.pushedAt(), now, from.content())));
    }

    /** The newest version of a group that is left anywhere, dead gateways included; 0 for none. */
    int newest(GroupingKey key) {
        return Stream.concat(gateways.values().stream(), dead.values().stream())
                .map(stored -> stored.get(key))
                .filter(Objects::nonNull)
                .mapToInt(Stored::version)
                .max()
                .orElse(0);
    }

    List<String> places(GroupingKey key) {
        return new ArrayList<>(holders(key).toList());
    }

    int version(String gateway, GroupingKey key) {
        return stored(gateway, key).version();
    }
}
