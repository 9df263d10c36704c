package io.promshard.target.reconcile;

import io.promshard.target.leadership.snapshot.GroupContent;
import io.promshard.target.reconcile.GroupRuntime.Inheritance;
import io.promshard.target.reconcile.Snapshots.Told;
import io.promshard.target.spec.GroupSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The groups at work, by name. One thread changes them; any may look. */
public final class RunningGroups implements AutoCloseable {

    private final GroupFactory factory;
    private final Supplier<Inheritance> nothing;
    private final Consumer<Set<String>> configured;
    private volatile SortedMap<String, GroupRuntime> running = new TreeMap<>();
    private Map<String, Orders> written = Map.of();

    /**
     * Without any group.
     *
     * @param nothing what a new group begins with
     * @param configured told the names of all groups
     */
    public RunningGroups(GroupFactory factory, Supplier<Inheritance> nothing, Consumer<Set<String>> configured) {
        this.factory = factory;
        this.nothing = nothing;
        this.configured = configured;
    }

    public Optional<GroupRuntime> named(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /** By name. */
    public Collection<GroupRuntime> all() {
        return running.values();
    }

    /** Groups whose settings are the same go on; others go on where they were, with the new ones. */
    void configure(List<GroupSpec> specs) {
        SortedMap<String, GroupRuntime> next = new TreeMap<>();
        List<GroupRuntime> fresh = new ArrayList<>();
        for (GroupSpec spec : specs) {
            GroupRuntime before = running.get(spec.name());
            if (before != null && before.spec().equals(spec)) {
                next.put(spec.name(), before);
            } else {
                GroupRuntime made = factory.make(spec, before == null ? nothing.get() : before.inheritance());
                next.put(spec.name(), made);
                fresh.add(made);
            }
        }
        List<GroupRuntime> gone = new ArrayList<>(running.values());
        gone.removeAll(next.values());
        gone.forEach(GroupRuntime::close);
        running = Collections.unmodifiableSortedMap(next);
        configured.accept(Set.copyOf(next.keySet()));
        fresh.forEach(GroupRuntime::start);
    }

    void learn(Told told) {
        told.groups().forEach((name, content) -> named(name).ifPresent(group -> group.learn(told.term(), content)));
    }

    List<GroupContent> contents() {
        Map<String, Orders> orders = new HashMap<>();
        all().forEach(group -> orders.put(group.spec().name(), group.orders()));
        written = Map.copyOf(orders);
        return all().stream().map(GroupRuntime::content).toList();
    }

    /** Since the contents were last taken. */
    boolean ordersChanged() {
        return all().stream()
                .anyMatch(group ->
                        !group.orders().equals(written.getOrDefault(group.spec().name(), Orders.NONE)));
    }

    @Override
    public void close() {
        all().forEach(GroupRuntime::close);
        running = new TreeMap<>();
    }
}
