package io.promshard.query.random;

import io.promshard.query.engine.oracle.OracleSeries.CustomSample;
import io.promshard.query.engine.oracle.OracleSeries.ExponentialSample;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Native histograms that grow, and at times begin anew. */
final class NativeSamples {

    private final Dice dice;
    private final int schema;
    private final double zeroThreshold;
    private final boolean signs;
    private final TreeMap<Integer, Integer> above = new TreeMap<>();
    private final TreeMap<Integer, Integer> below = new TreeMap<>();
    private double zero;

    /** @param signs whether values below zero are observed too */
    NativeSamples(Dice dice, int schema, double zeroThreshold, boolean signs) {
        this.dice = dice;
        this.schema = schema;
        this.zeroThreshold = zeroThreshold;
        this.signs = signs;
    }

    Shape shape() {
        return Shape.every(this::next).thinned(dice, 0.95);
    }

    private Sample next(long millis) {
        if (dice.chance(1)) {
            above.clear();
            below.clear();
            zero = 0;
        }
        int width = schema < 0 ? 3 : 5 << schema;
        int lowest = zeroThreshold > 0.5 || schema < 0 ? 1 : -(2 << schema);
        TreeMap<Integer, Integer> side = signs && dice.chance(50) ? below : above;
        side.merge(lowest + dice.below(width), 1 + dice.below(3), Integer::sum);
        zero += dice.below(2);
        return new ExponentialSample(millis, schema, zeroThreshold, zero, new TreeMap<>(above), new TreeMap<>(below));
    }

    /** Of buckets whose bounds were given. */
    static Shape custom(Dice dice) {
        List<Double> bounds = dice.chance(50) ? List.of(1.0, 5.0) : List.of(1.0, 5.0, 10.0);
        double[] counts = new double[bounds.size() + 1];
        return Shape.every(millis -> custom(millis, bounds, counts, dice)).thinned(dice, 0.95);
    }

    private static Sample custom(long millis, List<Double> bounds, double[] counts, Dice dice) {
        List<Double> now = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += dice.below(3);
            now.add(counts[i]);
            sum += counts[i] * (i + 1);
        }
        return new CustomSample(millis, sum, bounds, now);
    }
}
