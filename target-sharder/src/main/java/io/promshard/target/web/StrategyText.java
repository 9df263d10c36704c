package io.promshard.target.web;

import io.promshard.target.assign.Strategy;
import java.util.Optional;

/** Strategies by the names that the groups file has for them. */
final class StrategyText {

    static final String NAMES = "ring, bounded, least-series or all";

    private static final double FACTOR = 1.25;
    private static final double EPSILON = 0.05;

    private StrategyText() {}

    /** For people. */
    static String of(Strategy strategy) {
        return switch (strategy) {
            case Strategy.Ring ring -> "ring";
            case Strategy.Bounded bounded -> "bounded, factor " + bounded.factor();
            case Strategy.LeastSeries least -> "least-series, epsilon " + least.epsilon();
            case Strategy.All all -> "all";
            case Strategy.Affinity affinity ->
                "affinity of label " + affinity.label() + " to tag " + affinity.tag() + ", within "
                        + of(affinity.within());
        };
    }

    /** With the settings that it has where none are written; empty if it needs some, or there is none of that name. */
    static Optional<Strategy> named(String name) {
        return switch (name) {
            case "ring" -> Optional.of(new Strategy.Ring());
            case "bounded" -> Optional.of(new Strategy.Bounded(FACTOR));
            case "least-series" -> Optional.of(new Strategy.LeastSeries(EPSILON));
            case "all" -> Optional.of(new Strategy.All());
            default -> Optional.empty();
        };
    }
}
