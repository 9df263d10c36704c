package io.promshard.target.reconcile;

import io.promshard.target.assign.Assigner;
import io.promshard.target.assign.Assignment;
import io.promshard.target.assign.AssignmentRequest;
import io.promshard.target.assign.Balance;
import io.promshard.target.assign.JobRule;
import io.promshard.target.assign.KeyTable;
import io.promshard.target.assign.Rebalancing;
import io.promshard.target.assign.Remark;
import io.promshard.target.assign.Strategy;
import io.promshard.target.model.Collector;
import io.promshard.target.model.TargetSet;
import io.promshard.target.spec.GroupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Makes the next plan of a group, or keeps the one there is. Loads alone move nothing until series have been uneven for three rounds
 * of measurements, since one scrape more or less would move targets to and fro; a change of the collectors does at once.
 */
final class Planner {

    private static final int ROUNDS = 3;

    private final GroupSpec spec;
    private final List<JobRule> rules;

    /** The least that any job that looks at series bears; infinite if none does. */
    private final double epsilon;

    Planner(GroupSpec spec) {
        this.spec = spec;
        this.rules = spec.jobs().stream()
                .map(job -> new JobRule(job.name(), job.strategy(), job.replicas()))
                .toList();
        this.epsilon = rules.stream()
                .flatMapToDouble(rule -> epsilons(rule.strategy()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The very plan that was before, if nothing that it follows from has changed. */
    @SuppressWarnings("ReferenceEquality") // Immutable values that are only made anew when something changed.
    Plan next(GroupState state, Observation seen) {
        Plan before = state.plan();
        boolean sameTargets = seen.targets().targets() == before.targets();
        boolean sameOrders =
                samePeople(before, state.states().counting(), seen.orders().pins())
                        && before.request().keys().jobs().equals(rules);
        boolean sameLoads = seen.loads() == before.loads() || !Double.isFinite(epsilon);
        if (sameTargets && sameOrders && sameLoads) {
            return before;
        }
        boolean full = !sameOrders || isRipe(before, seen.now());
        return plan(before, seen, request(state, seen, full ? spec.rebalancing() : Rebalancing.NONE));
    }

    private AssignmentRequest request(GroupState state, Observation seen, Rebalancing rebalancing) {
        TargetSet targets = seen.targets().targets();
        double[] weights = seen.loads().weights(targets, spec.load().fallback());
        return new AssignmentRequest(
                KeyTable.of(targets, rules, i -> weights[i]),
                state.states().counting(),
                seen.orders().pins(),
                spec.replicaTag(),
                Found.completed(state.plan().assignment(), state.layout()),
                rebalancing);
    }

    private Plan plan(Plan before, Observation seen, AssignmentRequest request) {
        Assignment assignment = Assigner.assign(request);
        boolean uneven = Balance.of(request, assignment).isUneven(epsilon, spec.rebalancing());
        boolean since = uneven && request.rebalancing().equals(Rebalancing.NONE) && before.isUneven();
        Instant unevenSince = !uneven ? Instant.MAX : since ? before.unevenSince() : seen.now();
        List<Remark> remarks = Remark.of(request, assignment);
        return new Plan(seen.targets().targets(), seen.loads(), request, assignment, remarks, unevenSince);
    }

    private static boolean samePeople(Plan before, List<Collector> collectors, Map<Long, String> pins) {
        return before.request().collectors().equals(collectors)
                && before.request().pins().equals(pins);
    }

    private boolean isRipe(Plan before, Instant now) {
        Duration patience = spec.load().refresh().multipliedBy(ROUNDS - 1);
        return before.isUneven() && !now.isBefore(before.unevenSince().plus(patience));
    }

    private static DoubleStream epsilons(Strategy strategy) {
        return switch (strategy) {
            case Strategy.LeastSeries least -> DoubleStream.of(least.epsilon());
            case Strategy.Affinity affinity ->
                Stream.concat(Stream.of(affinity.within()), affinity.otherwise().stream())
                        .flatMapToDouble(Planner::epsilons);
            case Strategy.Ring ring -> DoubleStream.empty();
            case Strategy.Bounded bounded -> DoubleStream.empty();
            case Strategy.All all -> DoubleStream.empty();
        };
    }
}
