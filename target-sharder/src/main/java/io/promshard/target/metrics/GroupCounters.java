package io.promshard.target.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.RunningGroups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Counters that groups keep themselves. They begin anew when the settings of a group change. For one thread. */
final class GroupCounters {

    private final MeterRegistry registry;
    private final RunningGroups groups;
    private final Map<String, List<Meter>> meters = new HashMap<>();

    GroupCounters(MeterRegistry registry, RunningGroups groups) {
        this.registry = registry;
        this.groups = groups;
    }

    /** Groups come and go. */
    void follow(Collection<GroupRuntime> running) {
        Set<String> names = running.stream().map(group -> group.spec().name()).collect(Collectors.toSet());
        names.forEach(name -> meters.computeIfAbsent(name, this::register));
        List<String> gone = new ArrayList<>(meters.keySet());
        gone.removeAll(names);
        gone.forEach(name -> meters.getOrDefault(name, List.of()).forEach(registry::remove));
        meters.keySet().retainAll(names);
    }

    private List<Meter> register(String group) {
        Tags tags = Tags.of("group", group);
        String runs = "Runs of the hook, by how they ended";
        return List.of(
                counter(
                        group,
                        "files.written",
                        tags,
                        "Files written",
                        g -> g.deliveries().written()),
                counter(
                        group,
                        "files.failed",
                        tags,
                        "Times that a file could not be written",
                        g -> g.deliveries().failed()),
                counter(
                        group,
                        "hook.runs",
                        tags.and("result", "good"),
                        runs,
                        g -> g.deliveries().goodRuns()),
                counter(
                        group,
                        "hook.runs",
                        tags.and("result", "bad"),
                        runs,
                        g -> g.deliveries().badRuns()),
                counter(
                        group,
                        "report.failures",
                        tags,
                        "Times that a collector could not be asked what it scrapes",
                        GroupRuntime::failedReports));
    }

    private Meter counter(
            String group, String name, Tags tags, String description, ToDoubleFunction<GroupRuntime> figure) {
        return FunctionCounter.builder(
                        "target.sharder." + name,
                        groups,
                        all -> all.named(group).map(figure::applyAsDouble).orElse(0.0))
                .tags(tags)
                .description(description)
                .register(registry);
    }
}
