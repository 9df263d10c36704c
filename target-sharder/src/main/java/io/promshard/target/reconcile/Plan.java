package io.promshard.target.reconcile;

import io.promshard.target.assign.Assignment;
import io.promshard.target.assign.AssignmentRequest;
import io.promshard.target.assign.KeyTable;
import io.promshard.target.assign.Rebalancing;
import io.promshard.target.assign.Remark;
import io.promshard.target.load.LoadBook;
import io.promshard.target.model.TargetSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where each key shall be, and what that followed from.
 *
 * @param unevenSince since when series have been spread too unevenly; {@link Instant#MAX} if they are not
 */
public record Plan(
        TargetSet targets,
        LoadBook loads,
        AssignmentRequest request,
        Assignment assignment,
        List<Remark> remarks,
        Instant unevenSince) {

    /** Before the first decision. */
    public static final Plan NONE = startingFrom(Assignment.NONE);

    public Plan {
        remarks = List.copyOf(remarks);
    }

    /** Of what was there before this process: sticky strategies keep to it. */
    static Plan startingFrom(Assignment found) {
        KeyTable nothing = KeyTable.of(TargetSet.EMPTY, List.of(), index -> 0);
        AssignmentRequest request =
                new AssignmentRequest(nothing, List.of(), Map.of(), "", Assignment.NONE, Rebalancing.NONE);
        return new Plan(TargetSet.EMPTY, LoadBook.EMPTY, request, found, List.of(), Instant.MAX);
    }

    boolean isUneven() {
        return !unevenSince.equals(Instant.MAX);
    }
}
