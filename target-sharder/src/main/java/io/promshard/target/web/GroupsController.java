package io.promshard.target.web;

import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.leadership.Leadership;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.RunningGroups;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the groups, and where each key is. */
@SharderController
final class GroupsController {

    private static final int LIMIT = 1000;
    private static final int MOST = 10_000;

    private final RunningGroups groups;
    private final GroupLookup lookup;
    private final Leadership leadership;
    private final AgentDesk agents;

    GroupsController(RunningGroups groups, GroupLookup lookup, Leadership leadership, AgentDesk agents) {
        this.groups = groups;
        this.lookup = lookup;
        this.leadership = leadership;
        this.agents = agents;
    }

    @GetMapping("/api/v1/groups")
    Success<Overview> groups() {
        return Success.of(new Overview(
                RoleView.of(leadership.role()),
                groups.all().stream().map(GroupSummary::of).toList()));
    }

    @GetMapping("/api/v1/groups/{group}")
    Success<GroupView> group(@PathVariable String group) {
        return Success.of(GroupView.of(lookup.group(group), RoleView.of(leadership.role()), agents.reports()));
    }

    /** A page of the keys that are after that one, in a fixed order. */
    @GetMapping("/api/v1/groups/{group}/assignments")
    Success<AssignmentPage> assignments(
            @PathVariable String group,
            @RequestParam(defaultValue = "") String collector,
            @RequestParam(defaultValue = "") String job,
            @RequestParam(defaultValue = "") String limit,
            @RequestParam(defaultValue = "") String after) {
        GroupRuntime runtime = lookup.group(group);
        if (!collector.isEmpty()) {
            GroupLookup.collector(runtime, collector);
        }
        if (!job.isEmpty()) {
            GroupLookup.job(runtime, job);
        }
        long from = after.isEmpty() ? Long.MIN_VALUE : Params.key("after", after) + 1;
        boolean beyond = !after.isEmpty() && from == Long.MIN_VALUE;
        int size = Params.limit(limit, LIMIT, MOST);
        return Success.of(beyond ? AssignmentPage.LAST : AssignmentPage.of(runtime, collector, job, from, size));
    }

    /**
     * All groups in short.
     *
     * @param role of this sharder
     */
    record Overview(RoleView role, List<GroupSummary> groups) {}
}
