package io.promshard.target.web;

import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.Holdings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A group in a line.
 *
 * @param version of what was published last: term and generation
 * @param published whether anything was since the start
 * @param waiting why nothing is decided and published now; empty if it is
 * @param collectors how many are in which state
 * @param imbalanceByTargets the most that a collector has for its weight, by the mean; 1 is even
 */
record GroupSummary(
        String name,
        String version,
        boolean published,
        String waiting,
        Map<String, Integer> collectors,
        int jobs,
        int targets,
        int openMoves,
        int unplaced,
        double imbalanceByTargets,
        double imbalanceBySeries) {

    static GroupSummary of(GroupRuntime group) {
        Holdings holdings = group.holdings();
        Map<String, Integer> states = new TreeMap<>();
        group.state()
                .states()
                .all()
                .values()
                .forEach(status -> states.merge(status.state().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return new GroupSummary(
                group.spec().name(),
                group.state().edition().version().toString(),
                group.published().exists(),
                group.state().waiting(),
                states,
                group.spec().jobs().size(),
                holdings.jobs().values().stream().mapToInt(count -> count).sum(),
                group.state().layout().moves().size(),
                group.state().plan().assignment().unplaced().size(),
                holdings.balance().imbalanceOfTargets(),
                holdings.balance().imbalanceOfSeries());
    }
}
