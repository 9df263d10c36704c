package io.promshard.target.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.promshard.target.collector.CollectorChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a time, for whoever reads the collectors' history.
 *
 * @param completeSince before it there may be hand-overs that nobody here knows of; null if nothing is known at all
 * @param decides whether this sharder does: else others may have moved what it does not know of
 * @param single whether each target is with one collector now, but for those that move: no job has replicas, or goes to all
 * @param echo how many seconds after a hand-over a series may still be seen on its old collector
 * @param clear whether each series had one collector and the same throughout that time, and each collector was there
 * @param handovers under way at some moment of it
 * @param collectors that came into another state within it
 */
record HandoverView(
        Instant from,
        Instant to,
        @Nullable Instant completeSince,
        boolean decides,
        boolean single,
        double echo,
        boolean clear,
        List<Line> handovers,
        List<Change> collectors) {

    /**
     * A hand-over.
     *
     * @param labels of the key's targets as their series have them, as far as known; the first of them, and none of targets that
     *     are no more
     */
    record Line(
            String group,
            String key,
            String job,
            List<Map<String, String>> labels,
            String from,
            String to,
            Instant added,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant firstScraped,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant removed,

            String reason,
            String result) {

        static Line of(MoveView move, List<Map<String, String>> labels) {
            return new Line(
                    move.group(),
                    move.key(),
                    move.job(),
                    labels,
                    move.from(),
                    move.to(),
                    move.added(),
                    move.firstScraped(),
                    move.removed(),
                    move.reason(),
                    move.result());
        }
    }

    /** That a collector came into another state. */
    record Change(String group, String collector, String before, String after, Instant at, String reason) {

        static Change of(String group, CollectorChange change) {
            return new Change(
                    group,
                    change.collector(),
                    change.before().name().toLowerCase(Locale.ROOT),
                    change.after().name().toLowerCase(Locale.ROOT),
                    change.at(),
                    change.reason());
        }
    }
}
