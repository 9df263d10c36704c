package io.promshard.target.assign;

import io.promshard.target.assign.Strategy.Spread;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** Keys that one strategy spreads over the same collectors, and how much of them each collector has at the moment. */
final class Pool {

    private final Spread strategy;
    private final BitSet collectors;
    private final int[] numbers;

    /** The number that the first places of the next two stand for: pools of few collectors take little room. */
    private final int first;

    private final double[] series;
    private final long[] targets;
    private int[] keys = new int[16];
    private int size;

    Pool(Spread strategy, BitSet collectors) {
        this.strategy = strategy;
        this.collectors = collectors;
        this.numbers = collectors.stream().toArray();
        this.first = numbers.length == 0 ? 0 : numbers[0];
        this.series = new double[collectors.length() - first];
        this.targets = new long[series.length];
    }

    Spread strategy() {
        return strategy;
    }

    boolean may(int collector) {
        return collectors.get(collector);
    }

    BitSet collectors() {
        return collectors;
    }

    /** The numbers of those who may take its keys, growing. Not to be written to. */
    int[] numbers() {
        return numbers;
    }

    void add(int key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size++] = key;
    }

    int size() {
        return size;
    }

    /** In growing order. */
    void forEach(IntConsumer action) {
        for (int i = 0; i < size; i++) {
            action.accept(keys[i]);
        }
    }

    /** Series of this pool's keys on a collector of the pool. */
    double series(int collector) {
        return series[collector - first];
    }

    /** Targets of this pool's keys on a collector of the pool. */
    long targets(int collector) {
        return targets[collector - first];
    }

    /** A collector outside the pool can have a key by a pin; it does not count. */
    void took(int collector, double moreSeries, int moreTargets) {
        if (may(collector)) {
            series[collector - first] += moreSeries;
            targets[collector - first] += moreTargets;
        }
    }
}
