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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The groups at work, by name. One thread changes them; any may look. */
public final class RunningGroups implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningGroups.class);

    private final GroupFactory factory;
    private final Supplier<Inheritance> nothing;
    private final Consumer<Set<String>> configured;
    private volatile SortedMap<String, GroupRuntime> running = new TreeMap<>();
    private volatile SortedMap<String, String> broken = new TreeMap<>();
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

    /** Why groups could not begin, or not with their new settings, by name. */
    public SortedMap<String, String> broken() {
        return broken;
    }

    /**
     * Groups whose settings are the same go on; others go on where they were, with the new ones. One that cannot be had with its
     * settings stays as it was, and is named among the broken.
     */
    void configure(List<GroupSpec> specs) {
        SortedMap<String, GroupRuntime> next = new TreeMap<>();
        SortedMap<String, String> failed = new TreeMap<>();
        List<GroupRuntime> fresh = new ArrayList<>();
        for (GroupSpec spec : specs) {
            GroupRuntime before = running.get(spec.name());
            if (before != null && before.spec().equals(spec)) {
                next.put(spec.name(), before);
            } else {
                begin(spec, before, next, fresh, failed);
            }
        }
        broken = Collections.unmodifiableSortedMap(failed);
        List<GroupRuntime> gone = new ArrayList<>(running.values());
        gone.removeAll(next.values());
        gone.forEach(GroupRuntime::close);
        running = Collections.unmodifiableSortedMap(next);
        configured.accept(specs.stream().map(GroupSpec::name).collect(Collectors.toUnmodifiableSet()));
        fresh.forEach(GroupRuntime::start);
    }

    private void begin(
            GroupSpec spec,
            @Nullable GroupRuntime before,
            Map<String, GroupRuntime> next,
            List<GroupRuntime> fresh,
            Map<String, String> failed) {
        try {
            GroupRuntime made = factory.make(spec, before == null ? nothing.get() : before.inheritance());
            next.put(spec.name(), made);
            fresh.add(made);
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage());
            failed.put(spec.name(), reason);
            if (before != null) {
                next.put(spec.name(), before);
            }
            if (!reason.equals(broken.get(spec.name()))) {
                log.error("group {} cannot be had as it is set: {}", spec.name(), reason, e);
            }
        }
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
