package io.promshard.query.analysis;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which shards can have series that selectors match, by what they have as feature label. */
public final class LiveShards {

    private final Topology topology;

    /** For that topology. */
    public LiveShards(Topology topology) {
        this.topology = topology;
    }

    /** The shards that at least one of the expression's selectors can match, in the topology's order. */
    public List<Shard> of(Expr expr) {
        List<List<LabelMatcher>> selectors = Selectors.of(expr);
        return topology.shards().stream()
                .filter(shard -> selectors.stream().anyMatch(matchers -> isLive(shard, matchers)))
                .toList();
    }

    /** Whether the shard can have series that all matchers accept. */
    public boolean isLive(Shard shard, List<LabelMatcher> matchers) {
        return !accepted(shard, matchers).isEmpty();
    }

    /** Whether no value of the feature label that the expression's selectors accept is on two shards. */
    public boolean areDisjoint(Expr expr) {
        List<List<LabelMatcher>> selectors = Selectors.of(expr);
        Set<String> seen = new HashSet<>();
        return topology.shards().stream()
                .map(shard -> selectors.stream()
                        .flatMap(matchers -> accepted(shard, matchers).stream())
                        .collect(Collectors.toSet()))
                .allMatch(values -> values.stream().allMatch(seen::add));
    }

    private Set<String> accepted(Shard shard, List<LabelMatcher> matchers) {
        List<LabelMatcher> onFeature = matchers.stream()
                .filter(matcher -> matcher.name().equals(topology.featureLabel()))
                .toList();
        return shard.label().values().stream()
                .filter(value -> onFeature.stream().allMatch(matcher -> matcher.matches(value)))
                .collect(Collectors.toSet());
    }
}
