package io.promshard.target.spec;

import io.promshard.target.assign.Rebalancing;
import java.util.List;

/**
 * A group: collectors that share the targets of some jobs.
 *
 * @param replicaTag the collectors' tag, such as their zone, in which the replicas of a target differ where they can; empty: none
 * @param rebalancing how far series are evened out at a time
 * @param jobs each name once
 */
public record GroupSpec(
        String name,
        CollectorsSpec collectors,
        String replicaTag,
        Rebalancing rebalancing,
        List<JobSpec> jobs,
        HandoverSpec handover,
        LoadSpec load,
        DeliverySpec delivery) {

    public GroupSpec {
        jobs = List.copyOf(jobs);
    }
}
