package io.promshard.target.load;

import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Weighs the keys of a set. A target weighs what its label says; else its share of what was measured of its key; else the median of its
 * job; else the fallback.
 */
final class Weighing {

    /** A label of a target by which its weight is told. */
    static final String LABEL = "__sharder_weight__";

    private final TargetSet targets;
    private final double fallback;

    /** Of each key, what was measured of one target; not a number if nothing was. */
    private final double[] measured;

    private final Map<String, Double> medians;

    Weighing(LoadBook book, TargetSet targets, double fallback) {
        this.targets = targets;
        this.fallback = fallback;
        this.measured = measured(book.loads(), targets);
        this.medians = medians();
    }

    double[] weights() {
        double[] weights = new double[targets.size()];
        for (int i = 0; i < weights.length; i++) {
            for (Target target : targets.at(i)) {
                weights[i] += weight(target, measured[i]);
            }
        }
        return weights;
    }

    /** Of the first target of the key at that place. */
    WeightOrigin origin(int index) {
        Target target = targets.at(index).getFirst();
        if (!Double.isNaN(told(target.labels().get(LABEL)))) {
            return WeightOrigin.LABEL;
        }
        if (!Double.isNaN(measured[index])) {
            return WeightOrigin.MEASURED;
        }
        return medians.containsKey(target.job()) ? WeightOrigin.MEDIAN : WeightOrigin.FALLBACK;
    }

    private double weight(Target target, double known) {
        double told = told(target.labels().get(LABEL));
        if (!Double.isNaN(told)) {
            return told;
        }
        return Double.isNaN(known) ? medians.getOrDefault(target.job(), fallback) : known;
    }

    /** Nonsense tells nothing. */
    private static double told(String label) {
        if (label.isEmpty()) {
            return Double.NaN;
        }
        try {
            double told = Double.parseDouble(label);
            return told >= 0 && told <= Double.MAX_VALUE ? told : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double[] measured(List<Load> loads, TargetSet targets) {
        double[] measured = new double[targets.size()];
        int next = 0;
        for (int i = 0; i < measured.length; i++) {
            while (next < loads.size() && loads.get(next).key() < targets.key(i)) {
                next++;
            }
            boolean known = next < loads.size() && loads.get(next).key() == targets.key(i);
            measured[i] = known ? loads.get(next).eachTarget() : Double.NaN;
        }
        return measured;
    }

    private Map<String, Double> medians() {
        Map<String, DoubleStream.Builder> byJob = new HashMap<>();
        for (int i = 0; i < measured.length; i++) {
            if (!Double.isNaN(measured[i])) {
                byJob.computeIfAbsent(targets.at(i).getFirst().job(), job -> DoubleStream.builder())
                        .add(measured[i]);
            }
        }
        Map<String, Double> medians = new HashMap<>();
        byJob.forEach((job, values) -> medians.put(job, median(values.build().toArray())));
        return medians;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
