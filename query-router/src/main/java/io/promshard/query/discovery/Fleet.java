package io.promshard.query.discovery;

import io.promshard.query.discovery.Memory.Remembered;
import io.promshard.query.discovery.Placement.Excluded;
import io.promshard.query.discovery.Placement.Placed;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The shards that follow from what is known of the servers, as a value.
 *
 * @param shards sorted by name, those that are missed among them
 * @param excluded by id, why a server is in no shard
 * @param notes what somebody should look at, though it works
 * @param memory for the next time
 */
record Fleet(List<Shard> shards, Map<String, String> excluded, List<String> notes, Memory memory) {

    static Fleet of(Collection<Server> servers, FleetRules rules, Memory before, Instant now) {
        List<Placed> placed = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        for (Server server : servers) {
            switch (Placement.of(server, rules)) {
                case Placed one -> placed.add(one);
                case Excluded one -> excluded.add(one);
            }
        }
        Map<String, ShardGroup> groups = named(ShardGroup.of(placed, rules, excluded));
        Map<String, Remembered> present = new TreeMap<>();
        groups.forEach((name, group) -> present.put(name, Memory.present(group.label(), group.servers())));
        Memory memory = before.after(present, now, rules);
        return new Fleet(shards(groups, memory, rules), reasons(excluded), notes(placed, groups, rules), memory);
    }

    /** Each name once: shards of one value are told apart by their other external labels, else by a server. */
    private static Map<String, ShardGroup> named(List<ShardGroup> groups) {
        Map<String, ShardGroup> named = new TreeMap<>();
        for (ShardGroup group : groups) {
            boolean alone = groups.stream()
                            .filter(other -> other.suggestedName().equals(group.suggestedName()))
                            .count()
                    == 1;
            String name = alone ? group.suggestedName() : group.nameInFull();
            named.put(
                    named.containsKey(name)
                            ? name + " " + group.servers().getFirst().id()
                            : name,
                    group);
        }
        return named;
    }

    private static List<Shard> shards(Map<String, ShardGroup> groups, Memory memory, FleetRules rules) {
        List<Shard> shards = new ArrayList<>();
        groups.forEach((name, group) ->
                shards.add(new Shard(name, group.label(), replicas(name, group.servers(), rules), group.sharing())));
        memory.missed().keySet().forEach(name -> shards.add(new Shard(name, memory.label(name), List.of())));
        shards.sort(Comparator.comparing(Shard::name));
        return shards;
    }

    private static List<Replica> replicas(String shard, List<Server> servers, FleetRules rules) {
        List<Replica> replicas = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Server server : servers) {
            String own = String.join("-", server.replicaLabels(rules).values());
            String name = servers.size() == 1
                    ? shard
                    : shard + "/" + (own.isEmpty() || names.contains(own) ? replicas.size() + 1 : own);
            names.add(own);
            replicas.add(new Replica(name, server.member().url(), server.externalLabelNames()));
        }
        return replicas;
    }

    private static Map<String, String> reasons(List<Excluded> excluded) {
        Map<String, String> reasons = new TreeMap<>();
        excluded.forEach(each -> reasons.put(each.server().id(), each.reason()));
        return reasons;
    }

    private static List<String> notes(List<Placed> placed, Map<String, ShardGroup> groups, FleetRules rules) {
        List<String> notes = new ArrayList<>();
        groups.forEach((name, group) -> {
            if (group.isGuessed()) {
                notes.add("servers of " + name + " are taken for replicas, as their external labels are equal: "
                        + group.servers().stream().map(Server::id).toList());
            }
        });
        placed.forEach(server -> contradictions(server.server(), rules, notes));
        return List.copyOf(notes);
    }

    private static void contradictions(Server server, FleetRules rules, List<String> notes) {
        String label = rules.featureLabel();
        ServerFacts facts = server.facts();
        String external = facts == null ? null : facts.externalLabels().get(label);
        if (facts == null || external == null) {
            return;
        }
        if (!facts.stored().isEmpty()) {
            notes.add(server.id() + " has " + label + " as external label and in its series too: its mode is a choice");
        }
        server.configured(label)
                .filter(value -> !value.equals(external))
                .ifPresent(value -> notes.add(server.id() + " is configured as " + label + "=" + value
                        + ", and its external label says " + external));
    }
}
