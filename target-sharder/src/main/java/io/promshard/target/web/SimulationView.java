package io.promshard.target.web;

import io.promshard.target.assign.Balance;
import io.promshard.target.assign.Difference;
import io.promshard.target.model.TargetKey;
import io.promshard.target.reconcile.Simulation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a change would lead to.
 *
 * @param keys how many would move
 * @param share of the keys that would, 0 to 1
 * @param reasons how many would move for which reason
 * @param unplaced how many keys nobody could take
 * @param moves some of them
 */
record SimulationView(
        int keys,
        long targets,
        long series,
        double share,
        Map<String, Integer> reasons,
        Side before,
        Side after,
        int unplaced,
        List<String> remarks,
        List<Line> moves) {

    /** A key that would move. */
    record Line(String key, List<String> from, List<String> to, String reason) {
        private static Line of(Difference.Move move) {
            return new Line(TargetKey.text(move.key()), move.from(), move.to(), text(move.reason()));
        }
    }

    /** How the collectors stand, hand-overs taken as done. */
    record Side(double imbalanceByTargets, double imbalanceBySeries, List<Share> collectors) {
        private static Side of(Balance balance) {
            return new Side(
                    balance.imbalanceOfTargets(),
                    balance.imbalanceOfSeries(),
                    balance.shares().stream().map(Share::of).toList());
        }
    }

    /**
     * What a collector would have.
     *
     * @param capacity null if it has no limit
     */
    record Share(
            String collector,
            long targets,
            long series,
            int weight,
            @Nullable Double capacity,
            boolean overfull) {
        private static Share of(Balance.Share share) {
            return new Share(
                    share.collector(),
                    share.targets(),
                    Math.round(share.series()),
                    share.weight(),
                    Double.isInfinite(share.capacity()) ? null : share.capacity(),
                    share.isOverfull());
        }
    }

    static SimulationView of(Simulation simulation, int limit) {
        Difference difference = simulation.difference();
        Map<String, Integer> reasons = new TreeMap<>();
        difference.counts().forEach((reason, count) -> reasons.put(text(reason), count));
        return new SimulationView(
                difference.size(),
                difference.targets(),
                Math.round(difference.series()),
                difference.share(),
                reasons,
                Side.of(simulation.before()),
                Side.of(simulation.after()),
                simulation.assignment().unplaced().size(),
                RemarkText.of(simulation.remarks()),
                IntStream.range(0, Math.min(limit, difference.size()))
                        .mapToObj(difference::move)
                        .map(Line::of)
                        .toList());
    }

    private static String text(Difference.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
