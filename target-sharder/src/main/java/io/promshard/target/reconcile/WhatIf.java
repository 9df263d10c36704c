package io.promshard.target.reconcile;

import io.promshard.target.assign.Strategy;
import io.promshard.target.model.Collector;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A change of a group that somebody thinks about.
 *
 * @param removed ids of collectors that would take no targets
 * @param added collectors that would take targets, too
 * @param strategies by job, in place of its own
 */
public record WhatIf(Set<String> removed, List<Collector> added, Map<String, Strategy> strategies) {

    public WhatIf {
        removed = Set.copyOf(removed);
        added = List.copyOf(added);
        strategies = Map.copyOf(strategies);
    }
}
