package io.promshard.query.discovery;

import io.promshard.query.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The topology and how it came about, for people. Immutable.
 *
 * @param versions by id, of the servers that told theirs
 * @param failures by id, of inspections that came to nothing; what was known before still counts
 * @param excluded by id, why a server is in no shard
 * @param missed by name, since when a shard has no server
 * @param notes what somebody should look at, though it works
 */
public record FleetView(
        Topology topology,
        Map<String, String> versions,
        Map<String, String> failures,
        Map<String, String> excluded,
        Map<String, Instant> missed,
        List<String> notes) {}
