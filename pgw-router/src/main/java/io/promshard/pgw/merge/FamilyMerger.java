package io.promshard.pgw.merge;

import static java.util.stream.Collectors.joining;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.FamilyHeader;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.merge.MergedFamily.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one family of those of several snapshots. Each snapshot's metrics are sorted, so they are merged. Used once. */
final class FamilyMerger {

    private final String name;
    private final List<Integer> having;
    private final List<Shown> snapshots;
    private final MetricNumbers numbers;

    FamilyMerger(String name, List<Integer> having, List<Shown> snapshots) {
        this.name = name;
        this.having = having;
        this.snapshots = snapshots;
        this.numbers = new MetricNumbers(snapshots);
    }

    /** Nothing if no metric of the family is shown. */
    Optional<MergedFamily> merge(List<Conflict> conflicts) throws ExpositionException {
        List<Run> runs = runs();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        MetricType type = type(runs);
        List<Run> fitting = runs.stream().filter(run -> fits(run.type(), type)).toList();
        if (runs.stream().anyMatch(run -> run.type() != runs.getFirst().type())) {
            conflicts.add(new Conflict(Conflict.Kind.TYPE, name, typeConflict(runs, fitting, type)));
        }
        long[] metrics = new long[0];
        for (Run run : fitting) {
            metrics = numbers.merged(metrics, run.metrics());
        }
        FamilyHeader header = new FamilyHeader(name, help(fitting, conflicts), type);
        long[] distinct = numbers.distinct(metrics);
        if (distinct.length < metrics.length) {
            conflicts.add(new Conflict(Conflict.Kind.SERIES, name, doubles(metrics.length - distinct.length)));
        }
        return Optional.of(new MergedFamily(header, parts(), distinct));
    }

    private List<Part> parts() {
        return snapshots.stream()
                .map(shown -> {
                    Exposition.@Nullable Family family = shown.families().get(name);
                    return new Part(
                            shown.exposition(),
                            family == null
                                    ? MetricType.UNTYPED
                                    : family.header().type());
                })
                .toList();
    }

    private List<Run> runs() throws ExpositionException {
        List<Run> runs = new ArrayList<>();
        for (int snapshot : having) {
            Exposition.Family family =
                    Objects.requireNonNull(snapshots.get(snapshot).families().get(name));
            long[] metrics = numbers.shown(snapshot, family);
            if (metrics.length > 0) {
                runs.add(new Run(family.header(), metrics));
            }
        }
        return runs;
    }

    /** That of all; untyped for different scalars; else the one that most metrics have. */
    private static MetricType type(List<Run> runs) {
        Map<MetricType, Integer> counts = new EnumMap<>(MetricType.class);
        for (Run run : runs) {
            counts.merge(
                    run.type().isScalar() && isMixed(runs) ? MetricType.UNTYPED : run.type(),
                    run.metrics().length,
                    Integer::sum);
        }
        MetricType most = runs.getFirst().type();
        int size = 0;
        for (Map.Entry<MetricType, Integer> count : counts.entrySet()) {
            if (count.getValue() > size) {
                most = count.getKey();
                size = count.getValue();
            }
        }
        return most;
    }

    private static boolean isMixed(List<Run> runs) {
        return runs.stream()
                        .map(Run::type)
                        .filter(MetricType::isScalar)
                        .distinct()
                        .count()
                > 1;
    }

    private static boolean fits(MetricType stored, MetricType shown) {
        return stored == shown || (shown == MetricType.UNTYPED && stored.isScalar());
    }

    private static String doubles(int count) {
        return count + " series are in more groups than one; the one pushed last is shown";
    }

    private static String typeConflict(List<Run> runs, List<Run> fitting, MetricType shown) {
        int all = runs.stream().mapToInt(run -> run.metrics().length).sum();
        int kept = fitting.stream().mapToInt(run -> run.metrics().length).sum();
        return runs.stream().map(run -> run.type().name()).distinct().sorted().collect(joining(", ")) + ": shown as "
                + shown + (kept == all ? "" : ", without " + (all - kept) + " of " + all + " series");
    }

    private @Nullable String help(List<Run> runs, List<Conflict> conflicts) {
        @Nullable String help = null;
        boolean differs = false;
        for (Run run : runs) {
            @Nullable String own = run.header().help();
            differs |= help != null && own != null && !own.equals(help);
            help = help == null ? own : help;
        }
        if (differs) {
            conflicts.add(new Conflict(Conflict.Kind.HELP, name, "shown with the help text " + help));
        }
        return help;
    }

    /** The metrics of one snapshot that are shown. */
    private static final class Run {

        private final FamilyHeader header;
        private final long[] metrics;

        private Run(FamilyHeader header, long[] metrics) {
            this.header = header;
            this.metrics = metrics;
        }

        private FamilyHeader header() {
            return header;
        }

        private MetricType type() {
            return header.type();
        }

        private long[] metrics() {
            return metrics;
        }
    }
}
