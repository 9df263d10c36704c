package io.promshard.target.web;

import io.promshard.target.assign.Assignment;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import io.promshard.target.model.TargetSet;
import java.util.List;

/**
 * Keys that no collector may take.
 *
 * @param total how many
 * @param some of them, and why
 */
record UnplacedView(int total, List<Line> some) {

    private static final int SOME = 100;

    /** One key. */
    record Line(String key, String job, String address, String reason) {}

    static UnplacedView of(Assignment assignment, TargetSet targets) {
        return new UnplacedView(
                assignment.unplaced().size(),
                assignment.unplaced().stream()
                        .limit(SOME)
                        .map(unplaced -> line(unplaced, targets.of(unplaced.key())))
                        .toList());
    }

    private static Line line(Assignment.Unplaced unplaced, List<Target> targets) {
        String key = TargetKey.text(unplaced.key());
        return targets.isEmpty()
                ? new Line(key, "", "", unplaced.reason())
                : new Line(key, targets.getFirst().job(), targets.getFirst().address(), unplaced.reason());
    }
}
