package io.promshard.target.web;

import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.Simulation;
import io.promshard.target.reconcile.WhatIf;
import java.util.List;
import java.util.Objects;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Says what would happen, and changes nothing. */
@SharderController
final class SimulateController {

    private static final int LIMIT = 100;
    private static final int MOST = 10_000;

    private final GroupLookup lookup;
    private final Permits permits = new Permits("another simulation", 1);

    SimulateController(GroupLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * What would move if collectors went or came, or jobs were spread otherwise.
     *
     * @param params {@code remove}: ids of collectors; {@code add}: how many collectors, or an id; {@code strategy}:
     *     {@code <job>:<name>}; each as often as one likes. {@code limit}: of the moves that are named
     */
    @GetMapping("/api/v1/groups/{group}/simulate")
    Success<SimulationView> simulate(@PathVariable String group, @RequestParam MultiValueMap<String, String> params) {
        GroupRuntime runtime = lookup.group(group);
        WhatIf change = new WhatIfReader(runtime)
                .read(values(params, "remove"), values(params, "add"), values(params, "strategy"));
        int size = Params.limit(Objects.requireNonNullElse(params.getFirst("limit"), ""), LIMIT, MOST);
        if (!runtime.state().states().started()) {
            throw RefusedException.unavailable("group " + Names.quoted(group)
                    + " has no collectors yet that targets could be placed on: "
                    + runtime.state().waiting());
        }
        return permits.with(() -> Success.of(
                SimulationView.of(Simulation.of(runtime.state(), runtime.observe(), runtime.spec(), change), size)));
    }

    private static List<String> values(MultiValueMap<String, String> params, String name) {
        return params.getOrDefault(name, List.of());
    }
}
