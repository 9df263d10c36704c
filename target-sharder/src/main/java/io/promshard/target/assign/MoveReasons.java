package io.promshard.target.assign;

import io.promshard.target.assign.Difference.Reason;
import java.util.stream.IntStream;

/** Why keys move from what held before to an assignment. */
final class MoveReasons {

    private final AssignmentRequest request;
    private final Assignment after;
    private final History history;

    MoveReasons(AssignmentRequest request, Assignment after, History history) {
        this.request = request;
        this.after = after;
        this.history = history;
    }

    /** Of a key that moves. */
    Reason of(int key) {
        if (anyLeft(key)) {
            return Reason.COLLECTOR_LEFT;
        }
        if (isPinnedToNew(key)) {
            return Reason.PIN;
        }
        if (gained(key).anyMatch(history::joined)) {
            return Reason.COLLECTOR_JOINED;
        }
        return looksAtLoad(request.keys().job(key).strategy()) ? Reason.LOAD : Reason.SETTINGS;
    }

    /** The collectors that get the key, by number. */
    IntStream gained(int key) {
        return IntStream.range(0, after.owners(key))
                .map(rank -> after.owner(key, rank))
                .filter(number -> !history.owned(key, number));
    }

    private boolean anyLeft(int key) {
        return history.owned(key, -1);
    }

    private boolean isPinnedToNew(int key) {
        String pin = request.pins().get(after.key(key));
        return pin != null
                && gained(key).anyMatch(number -> pin.equals(after.collectors().get(number)));
    }

    private static boolean looksAtLoad(Strategy strategy) {
        return switch (strategy) {
            case Strategy.Ring ring -> false;
            case Strategy.All all -> false;
            case Strategy.Bounded bounded -> true;
            case Strategy.LeastSeries least -> true;
            case Strategy.Affinity affinity -> looksAtLoad(affinity.within());
        };
    }
}
