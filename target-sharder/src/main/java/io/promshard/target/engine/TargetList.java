package io.promshard.target.engine;

import io.promshard.target.model.DiscoveredTarget;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Targets, each once, that are the same objects from one list to the next as long as they are equal. */
final class TargetList {

    static final TargetList EMPTY = new TargetList(Map.of());

    private final Map<DiscoveredTarget, DiscoveredTarget> known;
    private final List<DiscoveredTarget> targets;

    private TargetList(Map<DiscoveredTarget, DiscoveredTarget> known) {
        this.known = known;
        this.targets = List.copyOf(known.keySet());
    }

    List<DiscoveredTarget> targets() {
        return targets;
    }

    /** The list of these; this one if they are what it has, in whatever order. */
    TargetList next(Collection<DiscoveredTarget> found) {
        Map<DiscoveredTarget, DiscoveredTarget> next = HashMap.newHashMap(found.size());
        boolean same = true;
        for (DiscoveredTarget target : found) {
            DiscoveredTarget before = known.get(target);
            same &= before != null;
            DiscoveredTarget kept = before == null ? target : before;
            next.putIfAbsent(kept, kept);
        }
        return same && next.size() == known.size() ? this : new TargetList(next);
    }
}
