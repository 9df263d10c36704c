package io.promshard.bench;

import io.promshard.target.assign.JobRule;
import io.promshard.target.assign.KeyTable;
import io.promshard.target.assign.Strategy;
import io.promshard.target.model.Collector;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Keys as a fleet has them, the same in each run: series log-normal around 400, and one giant of 150 000 among 2000. */
final class SkewedKeys {

    private static final int ONE_GIANT_AMONG = 2000;

    private SkewedKeys() {}

    static KeyTable table(int count, Strategy strategy) {
        long[] keys = new SplittableRandom(1).longs(count).sorted().toArray();
        int[] targets = new int[count];
        Arrays.fill(targets, 1);
        double[] series = new double[count];
        Random random = new Random(1);
        Arrays.setAll(
                series,
                i -> random.nextInt(ONE_GIANT_AMONG) == 0 ? 150_000 : 400 * Math.exp(1.2 * random.nextGaussian()));
        List<JobRule> jobs = List.of(new JobRule("node", strategy, 1));
        return new KeyTable(jobs, keys, new int[count], targets, series, (key, label) -> "");
    }

    static List<Collector> collectors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "10.1." + i / 250 + "." + (i % 250 + 1) + ":9090")
                .map(id -> new Collector(id, URI.create("http://" + id), 1, Double.POSITIVE_INFINITY, Map.of()))
                .toList();
    }
}
