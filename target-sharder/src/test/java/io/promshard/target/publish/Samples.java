package io.promshard.target.publish;

import static java.util.Objects.requireNonNull;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Targets and publications for tests. */
public final class Samples {

    private Samples() {}

    /** A target at that address with labels of its own. */
    public static Target target(String job, String address, String... labels) {
        Labels all = Labels.of(labels).with("__address__", address);
        return Target.of(job, DiscoveredTarget.of(all), List.of());
    }

    /** So many, each with labels as they are usual. */
    public static List<Target> targets(String job, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> target(
                        job,
                        "10.%d.%d.%d:9100".formatted(i / 62_500, i / 250 % 250, i % 250),
                        "__meta_consul_service",
                        "node",
                        "env",
                        "production",
                        "region",
                        "eu-" + i % 3,
                        "team",
                        "team-" + i % 17))
                .toList();
    }

    public static TargetSet set(List<Target> targets) {
        return TargetSet.of(targets);
    }

    /** Of lists by collector and job, said as collector, job, list in turn. */
    public static Publication publication(String group, long generation, Object... collectorJobList) {
        SortedMap<String, SortedMap<String, List<Target>>> lists = new TreeMap<>();
        for (int i = 0; i < collectorJobList.length; i += 3) {
            lists.computeIfAbsent((String) collectorJobList[i], collector -> new TreeMap<>())
                    .put((String) collectorJobList[i + 1], targetsOf(collectorJobList[i + 2]));
        }
        return new Publication(group, new Version(1, generation), lists);
    }

    /** What there is of a collector and job; fails if there is nothing. */
    public static <T> T in(SortedMap<String, SortedMap<String, T>> lists, String collector, String job) {
        return requireNonNull(requireNonNull(lists.get(collector), collector).get(job), job);
    }

    private static List<Target> targetsOf(Object list) {
        List<Target> targets = new ArrayList<>();
        ((List<?>) list).forEach(target -> targets.add((Target) target));
        return targets;
    }
}
