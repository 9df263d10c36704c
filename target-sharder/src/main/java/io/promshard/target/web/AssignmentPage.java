package io.promshard.target.web;

import io.promshard.target.handover.Layout;
import io.promshard.target.handover.Move;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import io.promshard.target.model.TargetSet;
import io.promshard.target.reconcile.GroupRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys and who holds them.
 *
 * @param next what to ask for as {@code after} for the next page; null if this is the last
 */
record AssignmentPage(List<Line> assignments, @Nullable String next) {

    static final AssignmentPage LAST = new AssignmentPage(List.of(), null);

    /** Of the targets of a key, so many are named. */
    private static final int ADDRESSES = 10;

    /**
     * A key.
     *
     * @param targets how many it has
     * @param addresses of the first of them
     * @param collectors that hold it, two while it moves; none if it is unplaced
     */
    record Line(String key, String job, int targets, List<String> addresses, List<String> collectors, boolean moving) {}

    /**
     * The first lines from a key on.
     *
     * @param collector that holds the key; empty: any
     * @param job of the key's first target; empty: any
     */
    static AssignmentPage of(GroupRuntime group, String collector, String job, long from, int size) {
        TargetSet targets = group.observe().targets().targets();
        Layout layout = group.state().layout();
        Set<Long> moving = layout.moves().stream().map(Move::key).collect(Collectors.toSet());
        List<Line> lines = new ArrayList<>();
        for (int i = first(targets, from); i < targets.size(); i++) {
            Target target = targets.at(i).getFirst();
            List<String> holders = layout.holders(target.key());
            boolean asked = (collector.isEmpty() || holders.contains(collector))
                    && (job.isEmpty() || target.job().equals(job));
            if (asked && lines.size() == size) {
                return new AssignmentPage(lines, lines.getLast().key());
            }
            if (asked) {
                lines.add(line(targets.at(i), holders, moving.contains(target.key())));
            }
        }
        return new AssignmentPage(lines, null);
    }

    private static Line line(List<Target> targets, List<String> holders, boolean moving) {
        return new Line(
                TargetKey.text(targets.getFirst().key()),
                targets.getFirst().job(),
                targets.size(),
                targets.stream().limit(ADDRESSES).map(Target::address).toList(),
                holders,
                moving);
    }

    private static int first(TargetSet targets, long from) {
        int low = 0;
        int high = targets.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (targets.key(middle) < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
