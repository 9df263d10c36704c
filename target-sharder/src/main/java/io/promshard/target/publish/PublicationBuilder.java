package io.promshard.target.publish;

import static java.util.Collections.unmodifiableSortedMap;

import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Makes the publications of one group, one after another. A list with the targets that it had before is the same object as before,
 * by which publishers see at no cost that there is nothing to do. Used by one thread.
 */
public final class PublicationBuilder {

    private static final Comparator<Target> ORDER =
            Comparator.comparing(Target::identity).thenComparing(Target::labels);

    private final String group;
    private Map<String, Map<String, Drawn>> before = Map.of();

    public PublicationBuilder(String group) {
        this.group = group;
    }

    /**
     * The publication in which each collector spoken of has a list for each job, an empty one where it holds nothing. Passes once over
     * all targets, and sorts the lists that changed.
     *
     * @param holders the collectors that shall have the targets of a key; those that are not spoken of do not count
     * @param jobs those spoken of; one that left the configuration must be among them once more for its lists to become empty
     * @param collectors those spoken of
     */
    public Publication build(
            Version version,
            TargetSet targets,
            LongFunction<List<String>> holders,
            Collection<String> jobs,
            Collection<String> collectors) {
        Map<String, Map<String, List<Target>>> dealt = deal(targets, holders, blank(jobs, collectors));
        Map<String, Map<String, Drawn>> now = new HashMap<>();
        SortedMap<String, SortedMap<String, List<Target>>> lists = new TreeMap<>();
        dealt.forEach((collector, byJob) -> {
            Map<String, Drawn> drawn = drawn(byJob, before.getOrDefault(collector, Map.of()));
            now.put(collector, drawn);
            lists.put(collector, lists(drawn));
        });
        before = now;
        return new Publication(group, version, unmodifiableSortedMap(lists));
    }

    private static Map<String, Map<String, List<Target>>> blank(
            Collection<String> jobs, Collection<String> collectors) {
        Map<String, Map<String, List<Target>>> blank = new HashMap<>();
        for (String collector : collectors) {
            Map<String, List<Target>> byJob = new HashMap<>();
            jobs.forEach(job -> byJob.put(job, new ArrayList<>()));
            blank.put(collector, byJob);
        }
        return blank;
    }

    private static Map<String, Map<String, List<Target>>> deal(
            TargetSet targets, LongFunction<List<String>> holders, Map<String, Map<String, List<Target>>> dealt) {
        for (int i = 0; i < targets.size(); i++) {
            List<Target> together = targets.at(i);
            for (String holder : holders.apply(targets.key(i))) {
                Map<String, List<Target>> byJob = dealt.getOrDefault(holder, Map.of());
                together.forEach(target -> put(target, byJob));
            }
        }
        return dealt;
    }

    /** A holder that is named twice gets its targets once. */
    @SuppressWarnings("ReferenceEquality") // The same object came a moment ago, or it is another target.
    private static void put(Target target, Map<String, List<Target>> byJob) {
        List<Target> list = byJob.get(target.job());
        if (list != null && (list.isEmpty() || list.getLast() != target)) {
            list.add(target);
        }
    }

    private static Map<String, Drawn> drawn(Map<String, List<Target>> byJob, Map<String, Drawn> before) {
        Map<String, Drawn> drawn = new HashMap<>();
        byJob.forEach((job, targets) ->
                drawn.put(job, before.getOrDefault(job, Drawn.NOTHING).next(targets)));
        return drawn;
    }

    private static SortedMap<String, List<Target>> lists(Map<String, Drawn> drawn) {
        SortedMap<String, List<Target>> lists = new TreeMap<>();
        drawn.forEach((job, list) -> lists.put(job, list.sorted));
        return unmodifiableSortedMap(lists);
    }

    /**
     * A list as it was dealt, by which the next one is compared with it, and as it is published.
     *
     * @param dealt sorted by key
     */
    private record Drawn(List<Target> dealt, List<Target> sorted) {

        static final Drawn NOTHING = new Drawn(List.of(), List.of());

        /** Itself if these are the targets that it has. */
        Drawn next(List<Target> targets) {
            return dealt.equals(targets) ? this : new Drawn(targets, sorted(targets));
        }

        /** Sorts what stays as it was sorted before, and behind it what is new: that is nearly sorted, which costs little. */
        private List<Target> sorted(List<Target> targets) {
            Set<Target> now = new HashSet<>(targets);
            Set<Target> before = new HashSet<>(dealt);
            return Stream.concat(
                            sorted.stream().filter(now::contains),
                            targets.stream().filter(target -> !before.contains(target)))
                    .sorted(ORDER)
                    .toList();
        }
    }
}
