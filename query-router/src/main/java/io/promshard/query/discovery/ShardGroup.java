package io.promshard.query.discovery;

import io.promshard.query.discovery.Placement.Excluded;
import io.promshard.query.discovery.Placement.Placed;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.FeatureLabel.External;
import io.promshard.query.topology.FeatureLabel.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Servers that are replicas of one shard. Grows while groups are made, by one thread.
 *
 * <p>Replicas by name are those that the configuration calls so. By their external label: those of one value whose
 * external labels differ in replica labels only, or not at all. By stored values: those that differ in replica labels and
 * in nothing else, and have values in common; the latter, since Prometheus operators give the same external labels to
 * the pairs of all clusters. Of a group of shards between which targets move, only those that are called so.
 */
final class ShardGroup {

    private final FleetRules rules;
    private final List<Placed> servers = new ArrayList<>();

    private ShardGroup(FleetRules rules) {
        this.rules = rules;
    }

    /** Groups all; those that contradict their group are added to the excluded. */
    static List<ShardGroup> of(List<Placed> placed, FleetRules rules, List<Excluded> excluded) {
        List<ShardGroup> groups = new ArrayList<>();
        // Those that were inspected say what the others join.
        for (boolean assumed : new boolean[] {false, true}) {
            for (Placed server : placed) {
                if (server.assumed() == assumed) {
                    join(server, groups, rules, excluded);
                }
            }
        }
        return groups;
    }

    private static void join(Placed server, List<ShardGroup> groups, FleetRules rules, List<Excluded> excluded) {
        Optional<ShardGroup> known =
                groups.stream().filter(group -> group.isOf(server)).findFirst();
        ShardGroup group = known.orElseGet(() -> new ShardGroup(rules));
        if (group.contradicts(server)) {
            excluded.add(new Excluded(
                    server.server(),
                    "it is called a replica of " + server.server().shard().orElse("")
                            + ", and has another value of the feature label than the others"));
            return;
        }
        group.servers.add(server);
        if (known.isEmpty()) {
            groups.add(group);
        }
    }

    private boolean isOf(Placed server) {
        Placed first = servers.getFirst();
        Optional<String> name = server.server().shard();
        if (name.isPresent() || first.server().shard().isPresent()) {
            return name.equals(first.server().shard());
        }
        if (server.server().group().isPresent() || first.server().group().isPresent()) {
            return false;
        }
        return switch (server.label()) {
            case External external ->
                external.equals(first.label()) && (server.assumed() || sameLabels(first.server(), server.server()));
            case Stored stored -> servers.stream().allMatch(each -> areReplicas(each, server));
        };
    }

    private boolean sameLabels(Server one, Server other) {
        return one.commonLabels(rules).equals(other.commonLabels(rules));
    }

    private boolean areReplicas(Placed one, Placed other) {
        Set<String> shared = new HashSet<>(one.label().values());
        shared.retainAll(other.label().values());
        shared.remove("");
        return one.label() instanceof Stored
                && !shared.isEmpty()
                && sameLabels(one.server(), other.server())
                && !one.server().replicaLabels(rules).equals(other.server().replicaLabels(rules));
    }

    /** Only a named group can be contradicted. */
    private boolean contradicts(Placed server) {
        if (servers.isEmpty() || server.assumed()) {
            return false;
        }
        FeatureLabel label = servers.getFirst().label();
        boolean bothStored = label instanceof Stored && server.label() instanceof Stored;
        return !bothStored && !label.equals(server.label());
    }

    /** What the inspected ones have; of several that store the label, all values. */
    FeatureLabel label() {
        FeatureLabel first = servers.getFirst().label();
        return switch (first) {
            case External external -> external;
            case Stored stored ->
                new Stored(servers.stream()
                        .filter(server -> !server.assumed())
                        .flatMap(server -> server.label().values().stream())
                        .collect(Collectors.toSet()));
        };
    }

    /** The group of shards between which its targets move, which one of them names at least. */
    Optional<String> sharing() {
        return servers.stream()
                .flatMap(server -> server.server().group().stream())
                .findFirst();
    }

    /** In the order in which they are asked. */
    List<Server> servers() {
        return servers.stream().map(Placed::server).sorted(Server.PREFERENCE).toList();
    }

    /** The name that its servers suggest; another shard may have the same. */
    String suggestedName() {
        Server first = servers().getFirst();
        return first.shard().orElseGet(() -> switch (servers.getFirst().label()) {
            case External external ->
                sharing().map(group -> group + "/" + first.id()).orElse(external.value());
            case Stored stored -> first.id();
        });
    }

    /** Tells it apart from another shard with the same name. */
    String nameInFull() {
        String labels = servers.getFirst().server().commonLabels(rules).entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
        return suggestedName() + "{" + labels + "}";
    }

    /** Whether nothing but equal external labels says that they are replicas. */
    boolean isGuessed() {
        List<Object> replicas = servers.stream()
                .filter(server -> !server.assumed() && server.server().shard().isEmpty())
                .<Object>map(server -> server.server().replicaLabels(rules))
                .toList();
        return replicas.stream().anyMatch(labels -> Collections.frequency(replicas, labels) > 1);
    }
}
