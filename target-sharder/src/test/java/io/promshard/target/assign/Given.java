package io.promshard.target.assign;

import io.promshard.target.model.Collector;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Collectors, keys and requests to decide on. */
final class Given {

    private Given() {}

    /** Of weight 1, without bounds and tags. */
    static List<Collector> collectors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> collector("10.0.0.%d:9090".formatted(i + 1), 1, Double.POSITIVE_INFINITY, Map.of()))
                .toList();
    }

    /** Whose ids nobody else's resemble. */
    static List<Collector> collectors(long seed, int count) {
        return new SplittableRandom(seed)
                .longs(count)
                .mapToObj(id -> collector("collector-" + Long.toHexString(id), 1, Double.POSITIVE_INFINITY, Map.of()))
                .toList();
    }

    static Collector collector(String id, int weight, double capacity, Map<String, String> tags) {
        return new Collector(id, URI.create("http://" + id), weight, capacity, tags);
    }

    static Collector inZone(String id, String zone) {
        return collector(id, 1, Double.POSITIVE_INFINITY, Map.of("zone", zone));
    }

    static Collector withCapacity(String id, double capacity) {
        return collector(id, 1, capacity, Map.of());
    }

    static List<Collector> without(List<Collector> collectors, int index) {
        List<Collector> rest = new ArrayList<>(collectors);
        rest.remove(index);
        return rest;
    }

    static List<Collector> with(List<Collector> collectors, Collector joiner) {
        List<Collector> all = new ArrayList<>(collectors);
        all.add(joiner);
        return all;
    }

    /** Keys of one target and one series each. */
    static KeyTable keys(long seed, int count, JobRule job) {
        double[] series = new double[count];
        Arrays.fill(series, 1);
        return keys(seed, job, series);
    }

    /** Keys of one target each, with as many series. */
    static KeyTable keys(long seed, JobRule job, double... series) {
        return keys(seed, List.of(job), new int[series.length], series, (key, label) -> "");
    }

    static KeyTable keys(long seed, List<JobRule> jobs, int[] jobOf, double[] series, KeyTable.LabelReader labels) {
        long[] keys = new SplittableRandom(seed)
                .longs()
                .distinct()
                .limit(series.length)
                .sorted()
                .toArray();
        int[] targets = new int[series.length];
        Arrays.fill(targets, 1);
        return new KeyTable(jobs, keys, jobOf, targets, series, labels);
    }

    /** Log-normal around 400 series, and five giants of 150 000. */
    static double[] skewedSeries(long seed, int count) {
        Random random = new Random(seed);
        double[] series = new double[count];
        Arrays.setAll(series, i -> 400 * Math.exp(1.2 * random.nextGaussian()));
        for (int giant = 0; giant < 5; giant++) {
            series[random.nextInt(count)] = 150_000;
        }
        return series;
    }

    static JobRule job(Strategy strategy) {
        return job(strategy, 1);
    }

    static JobRule job(Strategy strategy, int replicas) {
        return new JobRule("node", strategy, replicas);
    }

    /** Nothing before, no pins, no zones. */
    static AssignmentRequest request(KeyTable keys, List<Collector> collectors) {
        return new AssignmentRequest(keys, collectors, Map.of(), "", Assignment.NONE, Rebalancing.FULL);
    }

    static AssignmentRequest after(Assignment previous, AssignmentRequest request) {
        return new AssignmentRequest(
                request.keys(),
                request.collectors(),
                request.pins(),
                request.replicaTag(),
                previous,
                request.rebalancing());
    }

    static AssignmentRequest after(Assignment previous, KeyTable keys, List<Collector> collectors) {
        return after(previous, request(keys, collectors));
    }

    static AssignmentRequest inZones(AssignmentRequest request) {
        return new AssignmentRequest(
                request.keys(),
                request.collectors(),
                request.pins(),
                "zone",
                request.previous(),
                request.rebalancing());
    }

    static AssignmentRequest pinned(AssignmentRequest request, Map<Long, String> pins) {
        return new AssignmentRequest(
                request.keys(),
                request.collectors(),
                pins,
                request.replicaTag(),
                request.previous(),
                request.rebalancing());
    }

    static AssignmentRequest rebalanced(AssignmentRequest request, Rebalancing rebalancing) {
        return new AssignmentRequest(
                request.keys(),
                request.collectors(),
                request.pins(),
                request.replicaTag(),
                request.previous(),
                rebalancing);
    }
}
