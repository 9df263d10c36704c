package io.promshard.target.web;

import io.promshard.target.groups.GroupsConfig;
import io.promshard.target.groups.Problem;
import io.promshard.target.leadership.Leadership;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.RunningGroups;
import io.promshard.target.reconcile.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whether this sharder can serve every group, and what somebody should look at. */
public final class Readiness {

    private static final int SHOWN = 20;

    private final RunningGroups groups;
    private final GroupsConfig config;
    private final Leadership leadership;
    private final Snapshots snapshots;

    public Readiness(RunningGroups groups, GroupsConfig config, Leadership leadership, Snapshots snapshots) {
        this.groups = groups;
        this.config = config;
        this.leadership = leadership;
        this.snapshots = snapshots;
    }

    /** Groups of which nothing was published here since the start, and why not. */
    public SortedMap<String, String> unpublished() {
        SortedMap<String, String> unpublished = new TreeMap<>();
        config.state()
                .groups()
                .forEach(spec ->
                        unpublished.put(spec.name(), groups.broken().getOrDefault(spec.name(), "it has not begun")));
        for (GroupRuntime group : groups.all()) {
            if (group.published().exists()) {
                unpublished.remove(group.spec().name());
            } else {
                unpublished.put(group.spec().name(), group.state().waiting());
            }
        }
        return unpublished;
    }

    /** In words, some of them if there are many; none if all is well. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        config.state().problems().stream().limit(SHOWN).map(Problem::text).forEach(troubles::add);
        String role = RoleView.of(leadership.role()).reason();
        if (role != null) {
            troubles.add("the leader: " + role);
        }
        if (!snapshots.trouble().isEmpty()) {
            troubles.add("the snapshot of what was decided: " + snapshots.trouble());
        }
        groups.broken().forEach((group, why) -> troubles.add(group + ": it cannot be had as it is set: " + why));
        for (GroupRuntime group : groups.all()) {
            of(group)
                    .limit(SHOWN)
                    .map(text -> group.spec().name() + ": " + text)
                    .forEach(troubles::add);
        }
        return List.copyOf(troubles);
    }

    private static Stream<String> of(GroupRuntime group) {
        Stream<String> waiting = group.state().waiting().isEmpty()
                ? Stream.empty()
                : Stream.of("nothing is decided now: " + group.state().waiting());
        Stream<String> defect = group.defect().isEmpty() ? Stream.empty() : Stream.of("a defect: " + group.defect());
        return Stream.of(waiting, defect, sources(group), reports(group), files(group), unplaced(group))
                .flatMap(texts -> texts);
    }

    private static Stream<String> sources(GroupRuntime group) {
        return group.discovery().sources().stream()
                .filter(source ->
                        source.view().failures() > 0 || source.view().held().isPresent())
                .map(source -> "source " + source.index() + " of job " + source.job() + " (" + source.source() + "): "
                        + source.view()
                                .held()
                                .map(held -> held.why())
                                .orElse(source.view().lastError()));
    }

    private static Stream<String> reports(GroupRuntime group) {
        return group.observe().reports().failures().entrySet().stream()
                .map(failure -> "collector " + failure.getKey() + " cannot be asked since "
                        + failure.getValue().since() + ": " + failure.getValue().message());
    }

    private static Stream<String> files(GroupRuntime group) {
        return group.deliveries().files().stream()
                .filter(file -> !file.isGood())
                .map(file -> "file " + file.path() + " cannot be written: " + file.error());
    }

    private static Stream<String> unplaced(GroupRuntime group) {
        int unplaced = group.state().plan().assignment().unplaced().size();
        return unplaced == 0 ? Stream.empty() : Stream.of(unplaced + " keys have no collector");
    }
}
