package io.promshard.target.reconcile;

import io.promshard.target.assign.Assigner;
import io.promshard.target.assign.Assignment;
import io.promshard.target.assign.AssignmentRequest;
import io.promshard.target.assign.Balance;
import io.promshard.target.assign.Difference;
import io.promshard.target.assign.JobRule;
import io.promshard.target.assign.KeyTable;
import io.promshard.target.assign.Rebalancing;
import io.promshard.target.assign.Remark;
import io.promshard.target.assign.Strategy;
import io.promshard.target.model.Collector;
import io.promshard.target.model.TargetSet;
import io.promshard.target.spec.GroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a change of a group would lead to, in the end: hand-overs take their time.
 *
 * @param before how the collectors stand without the change, hand-overs in progress taken as done
 * @param after how they would stand
 * @param difference which keys would move, and why
 * @param assignment what would hold
 * @param remarks what would not be possible
 */
public record Simulation(
        Balance before, Balance after, Difference difference, Assignment assignment, List<Remark> remarks) {

    /** Decides twice, which takes about a second a million keys, and changes nothing. */
    public static Simulation of(GroupState state, Observation seen, GroupSpec spec, WhatIf change) {
        TargetSet targets = seen.targets().targets();
        double[] weights = seen.loads().weights(targets, spec.load().fallback());
        KeyTable now = KeyTable.of(targets, rules(spec, Map.of()), key -> weights[key]);
        KeyTable then = KeyTable.of(targets, rules(spec, change.strategies()), key -> weights[key]);
        List<Collector> collectors = state.states().counting();
        Map<Long, String> pins = seen.orders().pins();
        AssignmentRequest unchanged = new AssignmentRequest(
                now, collectors, pins, spec.replicaTag(), Found.settled(state.layout()), Rebalancing.NONE);
        Assignment standing = Assigner.assign(unchanged);
        AssignmentRequest changed = new AssignmentRequest(
                then, fleet(collectors, change), pins, spec.replicaTag(), standing, spec.rebalancing());
        Assignment assignment = Assigner.assign(changed);
        return new Simulation(
                Balance.of(unchanged, standing),
                Balance.of(changed, assignment),
                Difference.of(changed, assignment),
                assignment,
                Remark.of(changed, assignment));
    }

    private static List<Collector> fleet(List<Collector> collectors, WhatIf change) {
        List<Collector> fleet = new ArrayList<>(collectors);
        fleet.removeIf(collector -> change.removed().contains(collector.id()));
        fleet.addAll(change.added());
        return fleet;
    }

    private static List<JobRule> rules(GroupSpec spec, Map<String, Strategy> others) {
        return spec.jobs().stream()
                .map(job -> new JobRule(job.name(), others.getOrDefault(job.name(), job.strategy()), job.replicas()))
                .toList();
    }
}
