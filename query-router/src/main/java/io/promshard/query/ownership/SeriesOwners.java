package io.promshard.query.ownership;

import io.promshard.query.engine.TimedSamples;
import io.promshard.shard.labels.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes one series of what several collectors have scraped of it. At each time one of them counts, so that samples are never
 * interleaved: of those that scrape it then, the one that began last.
 *
 * <p>A move that is known says more. Its new collector counts from when it took over on; if it never did, as when the move was taken
 * back, it counts only where nobody else has scraped.
 */
public final class SeriesOwners {

    /** Scrapes that began so long before a collector was seen to have taken over are taken for those that were seen. */
    private static final long ROUNDING_MILLIS = 1000;

    private static final String INSTANCE = "instance";

    /** By the instance of their targets, which nearly all have: there may be many moves, and many series. */
    private final Map<String, List<Handover>> handovers = new HashMap<>();

    public SeriesOwners(List<Handover> handovers) {
        for (Handover handover : handovers) {
            Set<String> instances = new HashSet<>();
            handover.labels().forEach(target -> instances.add(target.get(INSTANCE)));
            instances.forEach(instance -> this.handovers
                    .computeIfAbsent(instance, absent -> new ArrayList<>(1))
                    .add(handover));
        }
    }

    /**
     * What one collector has of a series.
     *
     * @param names that the collector may have where moves are told
     */
    public record Scraped(Set<String> names, TimedSamples samples) {
        public Scraped {
            names = Set.copyOf(names);
        }
    }

    /** The series, of two collectors at least; their order decides where both began at once. */
    public TimedSamples merged(Labels series, List<Scraped> all) {
        List<Run> runs = runs(series, all);
        SortedSet<Long> bounds = new TreeSet<>();
        runs.forEach(run -> bounds.addAll(List.of(run.first(), run.end())));
        List<TimedSamples> pieces = new ArrayList<>();
        Long from = null;
        for (long to : bounds) {
            if (from != null) {
                addPiece(runs, from, to, all, pieces);
            }
            from = to;
        }
        return TimedSamples.joined(pieces);
    }

    private static void addPiece(List<Run> runs, long from, long to, List<Scraped> all, List<TimedSamples> pieces) {
        Optional<Run> owner = owner(runs, from);
        if (owner.isEmpty()) {
            return;
        }
        Run run = owner.get();
        TimedSamples samples = all.get(run.collector()).samples();
        pieces.add(samples.between(from, to));
        if (run.marked() && run.end() == to && owner(runs, to).isEmpty()) {
            pieces.add(TimedSamples.endAt(to));
        }
    }

    private static Optional<Run> owner(List<Run> runs, long time) {
        return runs.stream().filter(run -> run.isOn(time)).max(Comparator.comparingLong(Run::rank));
    }

    private List<Run> runs(Labels series, List<Scraped> all) {
        long usual = all.stream()
                .mapToLong(one -> Run.interval(one.samples().floatTimes(), 0, 0))
                .max()
                .orElse(0);
        List<Handover> own = Stream.of(series.get(INSTANCE), "")
                .distinct()
                .flatMap(instance -> handovers.getOrDefault(instance, List.of()).stream())
                .filter(handover -> handover.concerns(series))
                .toList();
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Scraped scraped = all.get(i);
            Run.of(i, scraped.samples(), usual).forEach(run -> runs.add(told(run, scraped.names(), own)));
        }
        return runs;
    }

    /** The run as the newest move to its collector that it came of has it. */
    private static Run told(Run run, Set<String> names, List<Handover> own) {
        Instant first = Instant.ofEpochMilli(run.first());
        return own.stream()
                .filter(handover -> names.contains(handover.to())
                        && !handover.added().isAfter(first.plusMillis(ROUNDING_MILLIS))
                        && (handover.removed() == null || !handover.removed().isBefore(first)))
                .max(Comparator.comparing(Handover::added))
                .map(handover -> handover.takenOver() == null
                        ? run.asLast()
                        : run.countingFrom(handover.takenOver().toEpochMilli() - ROUNDING_MILLIS))
                .orElse(run);
    }
}
