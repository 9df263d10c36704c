package io.promshard.query.ownership;

import io.promshard.shard.labels.Labels;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That targets were given to one collector while another still had them.
 *
 * @param from id of the collector that had them
 * @param to id of the other
 * @param labels of the targets, as their series have them; empty if they are not known any more
 * @param added when they were given to the other
 * @param takenOver from when on the other's samples count; null if they never did, or do not yet
 * @param removed when they were taken from one of the two; null as long as both have them
 */
public record Handover(
        String from,
        String to,
        List<Labels> labels,
        Instant added,
        @Nullable Instant takenOver,
        @Nullable Instant removed) {

    public Handover {
        labels = List.copyOf(labels);
    }

    /** Whether both collectors had the targets at some moment of that time. */
    boolean isWithin(Instant first, Instant last) {
        return !added.isAfter(last) && (removed == null || !removed.isBefore(first));
    }

    /** Whether a series is one of these targets'. */
    boolean concerns(Labels series) {
        return labels.stream().anyMatch(target -> contains(series, target));
    }

    private static boolean contains(Labels series, Labels target) {
        for (int i = 0; i < target.size(); i++) {
            if (!series.get(target.name(i)).equals(target.value(i))) {
                return false;
            }
        }
        return true;
    }
}
