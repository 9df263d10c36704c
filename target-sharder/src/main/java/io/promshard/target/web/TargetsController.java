package io.promshard.target.web;

import io.promshard.target.model.Target;
import io.promshard.target.reconcile.GroupRuntime;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** The targets of all groups as a Prometheus shows its own, so that what reads these reads ours. */
@SharderController
final class TargetsController {

    private static final int LIMIT = 10_000;
    private static final int MOST = 200_000;
    private static final Set<String> STATES = Set.of("any", "active", "dropped");

    private static final JsonMapper JSON = new JsonMapper();

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
    void targets(
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String scrapePool,
            @RequestParam(defaultValue = "any") String state,
            @RequestParam(defaultValue = "") String limit,
            HttpServletResponse response)
            throws IOException {
        if (!STATES.contains(state)) {
            throw Params.bad("state", state, "any, active or dropped");
        }
        int size = Params.limit(limit, LIMIT, MOST);
        Collection<GroupRuntime> asked = lookup.groups(group);
        checkPool(asked, scrapePool);
        OutputStream body = response.getOutputStream();
        permits.with(() -> {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            JSON.writeValue(body, state.equals("dropped") ? Success.of(Data.NONE) : active(asked, scrapePool, size));
            return body;
        });
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

    /** What is shown of a target is made when it is written, and is gone then. */
    private static Success<Data> active(Collection<GroupRuntime> groups, String pool, int size) {
        List<Shown> shown = new ArrayList<>();
        long all = 0;
        for (GroupRuntime group : groups) {
            TargetLook look = new TargetLook(group);
            for (Target target : group.observe().targets().targets().targets()) {
                if (pool.isEmpty() || target.job().equals(pool)) {
                    all++;
                    if (shown.size() < size) {
                        shown.add(new Shown(look, target));
                    }
                }
            }
        }
        List<String> warnings = shown.size() < all
                ? List.of("results are truncated: " + shown.size() + " of " + all + " targets; see limit")
                : List.of();
        return Success.with(new Data(() -> shown.stream().map(Shown::now).iterator(), List.of(), Map.of()), warnings);
    }

    private record Shown(TargetLook look, Target target) {

        ActiveTarget now() {
            return look.at(target);
        }
    }

    /** As Prometheus has it. */
    record Data(
            Iterable<ActiveTarget> activeTargets,
            List<Object> droppedTargets,
            Map<String, Integer> droppedTargetCounts) {
        private static final Data NONE = new Data(List.of(), List.of(), Map.of());
    }
}
