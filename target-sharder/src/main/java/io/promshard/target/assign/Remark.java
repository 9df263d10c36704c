package io.promshard.target.assign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** What a request asked for and an assignment could not give, though the key is placed. Unplaced keys are not among these. */
public sealed interface Remark {

    /** A pin to a collector that may take no targets now; the key went where its strategy says. */
    record AbsentPin(long key, String collector) implements Remark {}

    /**
     * Keys of a job that have fewer collectors than it wants replicas.
     *
     * @param keys how many keys
     * @param least how many collectors the worst of them has
     */
    record FewerReplicas(String job, int wanted, int keys, int least) implements Remark {}

    /**
     * Of pins sorted by key, then of jobs in their order.
     *
     * @param assignment what the request led to
     */
    static List<Remark> of(AssignmentRequest request, Assignment assignment) {
        List<Remark> remarks = new ArrayList<>();
        new TreeMap<>(request.pins()).forEach((key, collector) -> {
            if (Collections.binarySearch(assignment.collectors(), collector) < 0) {
                remarks.add(new AbsentPin(key, collector));
            }
        });
        remarks.addAll(Shortfalls.of(request.keys(), assignment));
        return List.copyOf(remarks);
    }
}
