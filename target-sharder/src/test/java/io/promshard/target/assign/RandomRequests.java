package io.promshard.target.assign;

import io.promshard.target.assign.Strategy.Affinity;
import io.promshard.target.assign.Strategy.All;
import io.promshard.target.assign.Strategy.Bounded;
import io.promshard.target.assign.Strategy.LeastSeries;
import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Requests of all kinds: jobs of every strategy, zones, weights, capacities, replicas, pins. */
final class RandomRequests {

    private static final List<String> ZONES = List.of("a", "b", "c", "");

    private final SplittableRandom random;

    RandomRequests(long seed) {
        this.random = new SplittableRandom(seed);
    }

    AssignmentRequest next(Assignment previous) {
        KeyTable keys = keys();
        List<Collector> collectors = collectors(random.nextInt(12));
        return new AssignmentRequest(
                keys, collectors, pins(keys), random.nextBoolean() ? "zone" : "", previous, Rebalancing.FULL);
    }

    private List<Collector> collectors(int count) {
        return random.ints(0, 14)
                .distinct()
                .limit(count)
                .mapToObj(i -> Given.collector(
                        "c-" + i,
                        random.nextInt(1, 5),
                        random.nextInt(3) == 0 ? random.nextInt(1, 20_000) : Double.POSITIVE_INFINITY,
                        Map.of("zone", zone())))
                .toList();
    }

    private KeyTable keys() {
        List<JobRule> jobs = IntStream.range(0, random.nextInt(1, 6))
                .mapToObj(i -> new JobRule("job-" + i, strategy(2), random.nextInt(1, 4)))
                .toList();
        int count = random.nextInt(400);
        // The same keys come again and again, so that histories matter.
        long[] keys = random.ints(0, 600)
                .distinct()
                .limit(count)
                .asLongStream()
                .map(key -> key * 0x9E3779B97F4A7C15L)
                .sorted()
                .toArray();
        String[] labels = random.ints(count, 0, 4).mapToObj(ZONES::get).toArray(String[]::new);
        return new KeyTable(
                jobs,
                keys,
                random.ints(count, 0, jobs.size()).toArray(),
                random.ints(count, 1, 4).toArray(),
                random.doubles(count)
                        .map(x -> Math.floor(Math.pow(x, 6) * 5000))
                        .toArray(),
                (key, label) -> labels[key]);
    }

    private Strategy strategy(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 5)) {
            case 0 -> new Ring();
            case 1 -> new Bounded(1.1 + random.nextInt(3) / 5.0);
            case 2 -> new LeastSeries(0.05 * random.nextInt(1, 4));
            case 3 -> new All();
            default ->
                new Affinity(
                        "zone",
                        "zone",
                        strategy(depth - 1),
                        random.nextBoolean() ? List.of() : List.of(strategy(depth - 1)));
        };
    }

    private Map<Long, String> pins(KeyTable keys) {
        Map<Long, String> pins = new HashMap<>();
        for (int i = 0; i < random.nextInt(5) && keys.size() > 0; i++) {
            pins.put(keys.key(random.nextInt(keys.size())), "c-" + random.nextInt(16));
        }
        return pins;
    }

    private String zone() {
        return ZONES.get(random.nextInt(ZONES.size()));
    }
}
