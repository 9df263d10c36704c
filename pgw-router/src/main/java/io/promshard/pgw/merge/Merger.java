package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.pgw.snapshot.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes one exposition of several snapshots, of which more than one may be of the same gateway. Used once.
 *
 * <p>Of copies of a group the one with the latest successful push counts, and of those with the same time the first. Its failure is
 * the latest of all copies, as it would be if all pushes had gone to one gateway.
 */
final class Merger {

    private final List<Shown> snapshots;
    private final Map<GroupingKey, Copy> groups = new LinkedHashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private Merger(List<GatewaySnapshot> snapshots) {
        this.snapshots = snapshots.stream().map(Shown::new).toList();
    }

    /** Prefers earlier snapshots of the list where times decide nothing. */
    static Merged merge(List<GatewaySnapshot> snapshots) throws ExpositionException {
        return new Merger(snapshots).merge();
    }

    private Merged merge() throws ExpositionException {
        snapshots.forEach(this::chooseCopies);
        groups.values().forEach(Copy::show);
        List<MergedFamily> families = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> family : families().entrySet()) {
            FamilyMerger merger = new FamilyMerger(family.getKey(), family.getValue(), snapshots);
            merger.merge(conflicts).ifPresent(families::add);
        }
        Map<GroupingKey, MergedGroup> chosen = LinkedHashMap.newLinkedHashMap(groups.size());
        groups.forEach((key, copy) -> chosen.put(key, copy.merged()));
        return new Merged(families, chosen, conflicts);
    }

    private void chooseCopies(Shown snapshot) {
        for (Group group : snapshot.snapshot().groups().values()) {
            Copy found = Copy.only(snapshot, group);
            groups.merge(group.id(), found, Copy::newer);
        }
    }

    /** By name: the snapshots that have the family. */
    private Map<String, List<Integer>> families() {
        Map<String, List<Integer>> families = new TreeMap<>(Merger::byBytes);
        for (int i = 0; i < snapshots.size(); i++) {
            for (String name : snapshots.get(i).families().keySet()) {
                families.computeIfAbsent(name, absent -> new ArrayList<>()).add(i);
            }
        }
        return families;
    }

    /** The order of UTF-8, which is that of code points, and not quite that of {@code char}s. */
    private static int byBytes(String one, String other) {
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b);
                return pairs
                        ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b))
                        : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** A group, where its latest failure is told, which may be another copy, and who has one, sorted. */
    private record Copy(Shown shown, Group group, Shown failing, Group failed, List<String> gateways) {

        private static Copy only(Shown shown, Group group) {
            return new Copy(
                    shown,
                    group,
                    shown,
                    group,
                    List.of(shown.snapshot().gateway().id()));
        }

        private Copy newer(Copy other) {
            Copy latest = other.group.pushTime() > group.pushTime() ? other : this;
            Copy failure = other.failed.failureTime() > failed.failureTime() ? other : this;
            List<String> both = Stream.concat(gateways.stream(), other.gateways.stream())
                    .sorted()
                    .distinct()
                    .toList();
            return new Copy(latest.shown, latest.group, failure.failing, failure.failed, both);
        }

        private void show() {
            for (int metric : group.metrics()) {
                shown.show(metric, group);
            }
            shown.show(group.pushTimeMetric(), group);
            if (failed.failureTimeMetric() >= 0) {
                failing.show(failed.failureTimeMetric(), failed);
            }
        }

        private MergedGroup merged() {
            return new MergedGroup(
                    group.key(),
                    shown.snapshot().gateway().id(),
                    gateways,
                    group.pushTime(),
                    failed.failureTime(),
                    group.size());
        }
    }
}
