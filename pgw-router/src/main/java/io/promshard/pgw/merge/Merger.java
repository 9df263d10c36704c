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

/**
 * Makes one exposition of several snapshots, of which more than one may be of the same gateway. Used once.
 *
 * <p>Of copies of a group the one with the latest successful push counts, and of those with the same time the first. Its failure is
 * the latest of all copies, as it would be if all pushes had gone to one gateway. Families that it lacks and one of its {@link Siblings}
 * has are shown too.
 */
final class Merger {

    private final List<Shown> snapshots;
    private final Siblings siblings;
    private final Map<GroupingKey, Copies> groups = new LinkedHashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private Merger(List<GatewaySnapshot> snapshots, Siblings siblings) {
        this.siblings = siblings;
        this.snapshots = snapshots.stream().map(Shown::new).toList();
    }

    /** Prefers earlier snapshots of the list where times decide nothing. */
    static Merged merge(List<GatewaySnapshot> snapshots, Siblings siblings) throws ExpositionException {
        return new Merger(snapshots, siblings).merge();
    }

    private Merged merge() throws ExpositionException {
        snapshots.forEach(this::chooseCopies);
        groups.values().forEach(copies -> copies.show(siblings));
        List<MergedFamily> families = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> family : families().entrySet()) {
            FamilyMerger merger = new FamilyMerger(family.getKey(), family.getValue(), snapshots);
            merger.merge(conflicts).ifPresent(families::add);
        }
        Map<GroupingKey, MergedGroup> chosen = LinkedHashMap.newLinkedHashMap(groups.size());
        groups.forEach((key, copies) -> chosen.put(key, copies.merged()));
        return new Merged(families, chosen, conflicts);
    }

    private void chooseCopies(Shown snapshot) {
        for (Group group : snapshot.snapshot().groups().values()) {
            Copies copies = groups.computeIfAbsent(group.id(), first -> new Copies());
            copies.add(new Copies.Copy(snapshot, group));
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
}
