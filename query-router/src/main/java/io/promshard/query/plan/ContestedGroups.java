package io.promshard.query.plan;

import io.promshard.query.topology.Shard;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ownership of a time in which targets of some groups may have moved between their shards. */
public record ContestedGroups(Set<String> names) implements Ownership {

    public ContestedGroups {
        names = Set.copyOf(names);
    }

    @Override
    public boolean isClear(List<Shard> shards) {
        Set<String> seen = new HashSet<>();
        return shards.stream()
                .flatMap(shard -> shard.group().stream())
                .filter(names::contains)
                .allMatch(seen::add);
    }
}
