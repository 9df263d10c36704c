package io.promshard.target.assign;

import io.promshard.target.model.Collector;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much each collector has.
 *
 * @param shares of all collectors of the request, sorted by id
 */
public record Balance(List<Share> shares) {

    /**
     * What a collector has.
     *
     * @param series of its targets together
     */
    public record Share(String collector, int weight, double capacity, long targets, double series) {

        /** Whether it has more series than its capacity. */
        public boolean isOverfull() {
            return series > capacity;
        }
    }

    public Balance {
        shares = List.copyOf(shares);
    }

    /**
     * Counts what an assignment gives to whom.
     *
     * @param assignment of the request's keys to its collectors
     */
    public static Balance of(AssignmentRequest request, Assignment assignment) {
        long[] targets = new long[assignment.collectors().size()];
        double[] series = new double[targets.length];
        for (int key = 0; key < assignment.size(); key++) {
            for (int rank = 0; rank < assignment.owners(key); rank++) {
                targets[assignment.owner(key, rank)] += request.keys().targets(key);
                series[assignment.owner(key, rank)] += request.keys().series(key);
            }
        }
        return new Balance(IntStream.range(0, targets.length)
                .mapToObj(number -> share(request, number, targets[number], series[number]))
                .toList());
    }

    private static Share share(AssignmentRequest request, int number, long targets, double series) {
        Collector collector = request.collectors().get(number);
        return new Share(collector.id(), collector.weight(), collector.capacity(), targets, series);
    }

    /** The most series that a collector has for its weight, by the mean; 1 is even. */
    public double imbalanceOfSeries() {
        return imbalance(Share::series);
    }

    /**
     * Whether {@link Strategy.LeastSeries} would want to move keys, as far as these figures tell: so a caller that waits until it
     * wants to for a while knows when to begin.
     *
     * @param rebalancing what it would be allowed
     */
    public boolean isUneven(double epsilon, Rebalancing rebalancing) {
        double least = byMean(Share::series).min().orElse(1);
        return imbalanceOfSeries() > 1 + epsilon
                || (rebalancing.fill() && least < 1 - epsilon)
                || shares.stream().anyMatch(Share::isOverfull);
    }

    /** The most targets that a collector has for its weight, by the mean; 1 is even. */
    public double imbalanceOfTargets() {
        return imbalance(Share::targets);
    }

    private double imbalance(ToDoubleFunction<Share> of) {
        return byMean(of).max().orElse(1);
    }

    /** For its weight, by the mean. */
    private DoubleStream byMean(ToDoubleFunction<Share> of) {
        double total = shares.stream().mapToDouble(of).sum();
        double mean = total / shares.stream().mapToInt(Share::weight).sum();
        return total == 0
                ? DoubleStream.empty()
                : shares.stream().mapToDouble(share -> of.applyAsDouble(share) / share.weight() / mean);
    }
}
