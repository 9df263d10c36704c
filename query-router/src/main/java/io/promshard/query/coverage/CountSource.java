package io.promshard.query.coverage;

import io.promshard.query.client.Deadline;
import io.promshard.query.topology.Replica;
import java.util.Optional;

/** Counts samples at a server. Thread-safe; blocks. */
@FunctionalInterface
public interface CountSource {

    /**
     * What a query gives at the end of each stretch, 0 where it gives nothing.
     *
     * @param query of one series at the most
     * @return empty if the server did not say
     */
    Optional<double[]> counts(Replica replica, String query, Buckets buckets, Deadline deadline);
}
