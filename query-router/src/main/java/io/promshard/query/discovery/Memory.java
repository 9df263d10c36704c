package io.promshard.query.discovery;

import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.FeatureLabel.External;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shards that were seen, by name, as a value. So one whose servers have all vanished is missed and not forgotten. */
record Memory(Map<String, Remembered> shards) {

    Memory {
        shards = Map.copyOf(shards);
    }

    /**
     * A shard.
     *
     * @param servers ids of those that it last had
     * @param missedSince null while it has any
     */
    record Remembered(
            FeatureLabel label,
            Set<String> servers,
            @Nullable Instant missedSince) {
        Remembered {
            servers = Set.copyOf(servers);
        }

        private Remembered missed(Instant now) {
            return missedSince == null ? new Remembered(label, servers, now) : this;
        }

        private boolean isOld(Instant now, Duration forgetAfter) {
            return missedSince != null && !now.isBefore(missedSince.plus(forgetAfter));
        }
    }

    /** Before anything was seen: those that are expected are missed. */
    static Memory of(Collection<String> expected, Instant now) {
        return new Memory(expected.stream()
                .collect(Collectors.toMap(name -> name, name -> new Remembered(new External(name), Set.of(), now))));
    }

    /**
     * After a look at the fleet. A shard whose name is gone while a server of its is in another has been renamed, and is
     * not missed.
     */
    Memory after(Map<String, Remembered> present, Instant now, FleetRules rules) {
        Set<String> placed = present.values().stream()
                .flatMap(shard -> shard.servers().stream())
                .collect(Collectors.toSet());
        Map<String, Remembered> next = new HashMap<>(present);
        shards.forEach((name, known) -> {
            boolean renamed = known.servers().stream().anyMatch(placed::contains);
            boolean old = known.isOld(now, rules.forgetAfter());
            if (!present.containsKey(name) && (rules.expected().contains(name) || !(renamed || old))) {
                next.put(name, known.missed(now));
            }
        });
        return new Memory(next);
    }

    /** When each missed shard was last there, sorted by name. */
    Map<String, Instant> missed() {
        Map<String, Instant> missed = new TreeMap<>();
        shards.forEach((name, shard) -> {
            if (shard.missedSince() != null) {
                missed.put(name, shard.missedSince());
            }
        });
        return missed;
    }

    FeatureLabel label(String name) {
        Remembered shard = shards.get(name);
        return shard == null ? new External(name) : shard.label();
    }

    static Remembered present(FeatureLabel label, List<Server> servers) {
        return new Remembered(label, servers.stream().map(Server::id).collect(Collectors.toSet()), null);
    }
}
