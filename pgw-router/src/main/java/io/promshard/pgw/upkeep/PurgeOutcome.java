package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What becomes of a {@link Purge}, while it does. What is done and what fails may be told by any thread, the rest by one. */
final class PurgeOutcome {

    /** A gateway that fails so often is left alone. */
    private static final int ENOUGH = 3;

    private static final String STILL_THERE = "it is there still, though the gateway took its deletion";
    private static final String NOT_TRIED =
            "not tried: a push of it was under way, its gateway failed too often, or there was no time left";

    private final Set<Spot> done = ConcurrentHashMap.newKeySet();
    private final Map<Spot, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> troubles = new ConcurrentHashMap<>();
    private final Map<String, String> errors = new TreeMap<>();
    private Set<GroupingKey> keys = Set.of();
    private List<Spot> matched = List.of();

    void matched(Set<GroupingKey> meant, List<Spot> spots) {
        keys = meant;
        matched = spots;
    }

    /** These gateways did not say what they have; the first reason is told. */
    void silent(Map<String, String> why) {
        why.forEach(errors::putIfAbsent);
    }

    /** These deleted all that they had, though it may not be known what. */
    void emptied(Set<String> gateways) {
        errors.keySet().removeAll(gateways);
        matched.stream().filter(spot -> gateways.contains(spot.gateway())).forEach(done::add);
    }

    void done(Spot spot) {
        done.add(spot);
    }

    boolean isDone(Spot spot) {
        return done.contains(spot);
    }

    void failed(Spot spot, String why) {
        failures.put(spot, why);
    }

    void trouble(String gateway) {
        troubles.merge(gateway, 1, Integer::sum);
    }

    boolean isGivenUp(String gateway) {
        return troubles.getOrDefault(gateway, 0) >= ENOUGH;
    }

    /** The groups of which a copy was deleted and none is left. */
    Set<GroupingKey> deleted(Collection<Spot> left) {
        Set<GroupingKey> deleted = done.stream().map(Spot::key).collect(Collectors.toCollection(HashSet::new));
        left.forEach(spot -> deleted.remove(spot.key()));
        return deleted;
    }

    /** Of a dry run. */
    PurgeReport intended(Set<String> asked) {
        return new PurgeReport(keys, parts(asked, Map.of(), spot -> false), false);
    }

    PurgeReport report(Listing last, Targets targets, boolean remembered) {
        Map<String, List<Spot>> left = targets.on(last).stream().collect(Collectors.groupingBy(Spot::gateway));
        Set<String> gateways = new TreeSet<>(last.asked().keySet());
        gateways.addAll(left.keySet());
        Map<String, Set<GroupingKey>> again = new TreeMap<>();
        gateways.forEach(gateway -> again.put(gateway, targets.pushedAgain(gateway, last)));
        return new PurgeReport(
                keys,
                parts(
                        gateways,
                        left,
                        spot -> !done.contains(spot)
                                && again.getOrDefault(spot.gateway(), Set.of()).contains(spot.key())),
                remembered);
    }

    private Map<String, PurgeReport.Part> parts(
            Set<String> asked, Map<String, List<Spot>> left, Predicate<Spot> pushedAgain) {
        Map<String, List<Spot>> had = matched.stream().collect(Collectors.groupingBy(Spot::gateway));
        Set<String> gateways = new TreeSet<>(asked);
        gateways.addAll(errors.keySet());
        gateways.addAll(had.keySet());
        Map<String, PurgeReport.Part> parts = new TreeMap<>();
        for (String gateway : gateways) {
            List<Spot> copies = had.getOrDefault(gateway, List.of());
            Set<Spot> rest = new LinkedHashSet<>(left.getOrDefault(gateway, List.of()));
            List<PurgeReport.Failure> failed = rest.stream()
                    .map(spot -> new PurgeReport.Failure(spot.key(), why(spot)))
                    .toList();
            int again = (int) copies.stream().filter(pushedAgain).count();
            int deleted = (int) copies.stream()
                    .filter(spot -> done.contains(spot) && !rest.contains(spot))
                    .count();
            parts.put(
                    gateway,
                    new PurgeReport.Part(copies.size(), deleted, again, failed, errors.getOrDefault(gateway, "")));
        }
        return parts;
    }

    private String why(Spot spot) {
        return done.contains(spot) ? STILL_THERE : failures.getOrDefault(spot, NOT_TRIED);
    }
}
