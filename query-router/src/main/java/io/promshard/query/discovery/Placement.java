package io.promshard.query.discovery;

import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.FeatureLabel.External;
import io.promshard.query.topology.FeatureLabel.Stored;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether a server can be asked, by what it is known to have as feature label. */
sealed interface Placement {

    Server server();

    /**
     * It can.
     *
     * @param assumed whether that is the configuration's word alone, since the server was not yet inspected
     */
    record Placed(Server server, FeatureLabel label, boolean assumed) implements Placement {}

    /** It cannot, since nobody knows which queries concern it, or somebody took it out of service. */
    record Excluded(Server server, String reason) implements Placement {}

    static Placement of(Server server, FleetRules rules) {
        if (server.inMaintenance()) {
            return new Excluded(server, "it is in maintenance");
        }
        ServerFacts facts = server.facts();
        if (facts == null) {
            return uninspected(server, rules);
        }
        boolean stored = rules.mode() == LabelMode.STORED
                || (rules.mode() == LabelMode.AUTO && !facts.stored().isEmpty());
        return stored ? new Placed(server, stored(facts), false) : external(server, facts, rules);
    }

    /** A configured server is in the topology from the start, so that a dead one makes answers partial and not smaller. */
    private static Placement uninspected(Server server, FleetRules rules) {
        Optional<String> configured = server.configured(rules.featureLabel());
        if (configured.isPresent() && rules.mode() != LabelMode.STORED) {
            return new Placed(server, new External(configured.get()), true);
        }
        String failure = server.failure();
        return new Excluded(server, failure == null ? "it was not inspected yet" : "not inspected yet: " + failure);
    }

    private static Placement external(Server server, ServerFacts facts, FleetRules rules) {
        String label = rules.featureLabel();
        String value = server.configured(label).orElse(facts.externalLabels().getOrDefault(label, ""));
        if (value.isEmpty()) {
            return new Excluded(
                    server,
                    "its value of " + label + " is unknown: it has no such external label, no meta "
                            + MemberMeta.valueKey(label) + ", and stores no such label");
        }
        return new Placed(server, new External(value), false);
    }

    private static Stored stored(ServerFacts facts) {
        Set<String> values = new HashSet<>(facts.stored());
        if (facts.unlabelled()) {
            values.add("");
        }
        return new Stored(values);
    }
}
