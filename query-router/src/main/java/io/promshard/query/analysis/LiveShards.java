package io.promshard.query.analysis;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
        return areApart(expr, topology.shards(), shard -> Optional.empty());
    }

    /**
     * Whether no series that the expression's selectors accept can be on two shards: no value of the feature label is, but of one
     * group, while no target of it moves.
     */
    public boolean areApart(Expr expr) {
        return areApart(expr, topology.shards(), Shard::group);
    }

    private boolean areApart(Expr expr, List<Shard> shards, Function<Shard, Optional<String>> groups) {
        List<List<LabelMatcher>> selectors = Selectors.of(expr);
        Map<String, Optional<String>> seen = new HashMap<>();
        for (Shard shard : shards) {
            Set<String> values = selectors.stream()
                    .flatMap(matchers -> accepted(shard, matchers).stream())
                    .collect(Collectors.toSet());
            Optional<String> group = groups.apply(shard);
            for (String value : values) {
                Optional<String> other = seen.putIfAbsent(value, group);
                if (other != null && (group.isEmpty() || !group.equals(other))) {
                    return false;
                }
            }
        }
        return true;
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
