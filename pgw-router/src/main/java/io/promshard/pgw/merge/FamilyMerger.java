package io.promshard.pgw.merge;

import static java.util.stream.Collectors.joining;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.FamilyHeader;
import io.promshard.pgw.exposition.MetricOrder;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.merge.MergedFamily.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one family of those of several snapshots. Used once.
 *
 * <p>A metric is a number of 64 bits: the snapshot above, its number there below. Each snapshot's are sorted, so they are merged.
 */
final class FamilyMerger {

    private final String name;
    private final List<Integer> having;
    private final List<Shown> snapshots;
    private final MetricOrder order = new MetricOrder();

    FamilyMerger(String name, List<Integer> having, List<Shown> snapshots) {
        this.name = name;
        this.having = having;
        this.snapshots = snapshots;
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
            metrics = merged(metrics, run.metrics());
        }
        FamilyHeader header = new FamilyHeader(name, help(fitting, conflicts), type);
        return Optional.of(new MergedFamily(header, parts(), withoutDoubles(metrics, conflicts)));
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
            Shown shown = snapshots.get(snapshot);
            Exposition.Family family = Objects.requireNonNull(shown.families().get(name));
            long[] metrics = new long[family.end() - family.first()];
            int count = 0;
            for (int metric = family.first(); metric < family.end(); metric++) {
                if (shown.isShown(metric)) {
                    metrics[count++] = ((long) snapshot << 32) | metric;
                }
            }
            if (count > 0) {
                runs.add(new Run(family.header(), sorted(Arrays.copyOf(metrics, count))));
            }
        }
        return runs;
    }

    /** They are as a gateway sorts them; what is not is sorted here. */
    private long[] sorted(long[] metrics) throws ExpositionException {
        for (int i = 1; i < metrics.length; i++) {
            if (compare(metrics[i - 1], metrics[i]) > 0) {
                return merged(
                        sorted(Arrays.copyOf(metrics, metrics.length / 2)),
                        sorted(Arrays.copyOfRange(metrics, metrics.length / 2, metrics.length)));
            }
        }
        return metrics;
    }

    private long[] merged(long[] one, long[] other) throws ExpositionException {
        if (one.length == 0) {
            return other;
        }
        long[] merged = new long[one.length + other.length];
        int i = 0;
        int j = 0;
        for (int at = 0; at < merged.length; at++) {
            boolean first = j == other.length || (i < one.length && compare(one[i], other[j]) <= 0);
            merged[at] = first ? one[i++] : other[j++];
        }
        return merged;
    }

    private int compare(long one, long other) throws ExpositionException {
        return order.compare(exposition(one), (int) one, exposition(other), (int) other);
    }

    private Exposition exposition(long metric) {
        return snapshots.get((int) (metric >>> 32)).exposition();
    }

    private long[] withoutDoubles(long[] metrics, List<Conflict> conflicts) throws ExpositionException {
        int kept = 0;
        int doubles = 0;
        for (long metric : metrics) {
            if (kept == 0 || compare(metrics[kept - 1], metric) != 0) {
                metrics[kept++] = metric;
            } else {
                doubles++;
                metrics[kept - 1] = pushTime(metric) > pushTime(metrics[kept - 1]) ? metric : metrics[kept - 1];
            }
        }
        if (doubles > 0) {
            conflicts.add(new Conflict(
                    Conflict.Kind.SERIES,
                    name,
                    doubles + " series are in more groups than one; the one pushed last is shown"));
        }
        return Arrays.copyOf(metrics, kept);
    }

    private double pushTime(long metric) {
        return snapshots.get((int) (metric >>> 32)).pushTime((int) metric);
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
