package io.promshard.target.web;

import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.reconcile.GroupRuntime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The targets of all groups as a Prometheus shows its own, so that what reads these reads ours. */
@SharderController
final class TargetsController {

    private static final int LIMIT = 10_000;
    private static final int MOST = 200_000;
    private static final Set<String> STATES = Set.of("any", "active", "dropped");

    private final GroupLookup lookup;
    private final Permits permits = new Permits("another request for targets", 4);

    TargetsController(GroupLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Active targets; none is ever dropped here, since that is decided before us or by the collectors.
     *
     * @see <a href="https://prometheus.io/docs/prometheus/3.5/querying/api/#targets">Prometheus' targets</a>
     */
    @GetMapping("/api/v1/targets")
    Success<Data> targets(
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String scrapePool,
            @RequestParam(defaultValue = "any") String state,
            @RequestParam(defaultValue = "") String limit) {
        if (!STATES.contains(state)) {
            throw Params.bad("state", state, "any, active or dropped");
        }
        int size = Params.limit(limit, LIMIT, MOST);
        Collection<GroupRuntime> asked = lookup.groups(group);
        checkPool(asked, scrapePool);
        return permits.with(() -> state.equals("dropped") ? Success.of(Data.NONE) : active(asked, scrapePool, size));
    }

    private static void checkPool(Collection<GroupRuntime> groups, String pool) {
        List<String> jobs = groups.stream()
                .flatMap(group -> group.spec().jobs().stream())
                .map(job -> job.name())
                .toList();
        if (!pool.isEmpty() && !jobs.contains(pool)) {
            throw RefusedException.notFound("there is no scrapePool " + Names.quoted(pool) + " but " + Names.of(jobs));
        }
    }

    private static Success<Data> active(Collection<GroupRuntime> groups, String pool, int size) {
        List<ActiveTarget> active = new ArrayList<>();
        long all = 0;
        for (GroupRuntime group : groups) {
            TargetSet targets = group.observe().targets().targets();
            TargetLook look = new TargetLook(group);
            for (Target target : targets.targets()) {
                if (pool.isEmpty() || target.job().equals(pool)) {
                    all++;
                    if (active.size() < size) {
                        active.add(look.at(target));
                    }
                }
            }
        }
        List<String> warnings = active.size() < all
                ? List.of("results are truncated: " + active.size() + " of " + all + " targets; see limit")
                : List.of();
        return Success.with(new Data(active, List.of(), Map.of()), warnings);
    }

    /** As Prometheus has it. */
    record Data(
            List<ActiveTarget> activeTargets, List<Object> droppedTargets, Map<String, Integer> droppedTargetCounts) {
        private static final Data NONE = new Data(List.of(), List.of(), Map.of());
    }
}
