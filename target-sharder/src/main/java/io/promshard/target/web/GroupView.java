package io.promshard.target.web;

import io.promshard.target.agent.serve.AgentReport;
import io.promshard.target.model.TargetKey;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.GroupState;
import io.promshard.target.reconcile.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group as a whole.
 *
 * @param role of this sharder, with the leader
 * @param pins collectors by key, some of them
 * @param remarks what was ordered or configured and could not be done
 */
record GroupView(
        GroupSummary summary,
        RoleView role,
        List<CollectorView> collectors,
        List<JobView> jobs,
        UnplacedView unplaced,
        Map<String, String> pins,
        List<String> remarks,
        DeliveryView delivery) {

    private static final int PINS = 1000;

    static GroupView of(GroupRuntime group, RoleView role, List<AgentReport> agents) {
        GroupState state = group.state();
        Observation seen = group.observe();
        return new GroupView(
                GroupSummary.of(group),
                role,
                CollectorView.all(group, seen.reports(), agents),
                JobView.all(group),
                UnplacedView.of(state.plan().assignment(), seen.targets().targets()),
                pins(group),
                RemarkText.of(state.plan().remarks()),
                DeliveryView.of(group.deliveries()));
    }

    private static Map<String, String> pins(GroupRuntime group) {
        Map<String, String> pins = new LinkedHashMap<>();
        group.orders().pins().entrySet().stream()
                .limit(PINS)
                .forEach(pin -> pins.put(TargetKey.text(pin.getKey()), pin.getValue()));
        return pins;
    }
}
