package io.promshard.query.discovery;

import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A member of the fleet and what is known of it.
 *
 * @param facts of its last good inspection, null before the first
 * @param failure of its last inspection, null if that was good or there was none
 */
record Server(
        Member member,
        @Nullable ServerFacts facts,
        @Nullable String failure) {

    /** The most weight first, then as configured. */
    static final Comparator<Server> PREFERENCE = Comparator.comparingInt(
                    (Server server) -> -server.member().weight())
            .thenComparing(server -> server.member().meta().getOrDefault(MemberMeta.ORDER, ""))
            .thenComparing(Server::id);

    String id() {
        return member.id();
    }

    Optional<String> shard() {
        return Optional.ofNullable(member.meta().get(MemberMeta.SHARD));
    }

    Optional<String> group() {
        return Optional.ofNullable(member.meta().get(MemberMeta.GROUP));
    }

    Optional<String> configured(String featureLabel) {
        return Optional.ofNullable(member.meta().get(MemberMeta.valueKey(featureLabel)));
    }

    boolean inMaintenance() {
        return member.health() == Health.MAINTENANCE;
    }

    /** External labels that replicas have in common. */
    Map<String, String> commonLabels(FleetRules rules) {
        Map<String, String> labels = externalLabels();
        labels.keySet().removeAll(rules.replicaLabels());
        labels.remove(rules.featureLabel());
        return labels;
    }

    /** External labels that tell replicas apart. */
    Map<String, String> replicaLabels(FleetRules rules) {
        Map<String, String> labels = externalLabels();
        labels.keySet().retainAll(rules.replicaLabels());
        return labels;
    }

    /** Of all external labels; empty before the first good inspection. */
    Optional<Set<String>> externalLabelNames() {
        return Optional.ofNullable(facts).map(known -> known.externalLabels().keySet());
    }

    private Map<String, String> externalLabels() {
        return facts == null ? new TreeMap<>() : new TreeMap<>(facts.externalLabels());
    }
}
