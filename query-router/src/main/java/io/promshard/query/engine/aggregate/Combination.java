package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.promql.ast.Aggregator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts one group's shares together, all steps at once. */
@FunctionalInterface
interface Combination {

    /**
     * The group.
     *
     * @param shares of the shards that have the group, each by its kinds
     * @param steps of the grid
     * @return empty where shares do not tell enough
     */
    Optional<Estimate> of(List<Map<Aggregator, Column>> shares, int steps);
}
