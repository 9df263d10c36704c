package io.promshard.target.engine;

import io.promshard.target.model.DiscoveredTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Targets, each once, that are the same objects from one list to the next as long as they are equal. */
final class TargetList {

    static final TargetList EMPTY = new TargetList(Map.of(), List.of());

    private final Map<DiscoveredTarget, DiscoveredTarget> known;
    private final List<DiscoveredTarget> targets;

    /** @param targets those that are known, sorted */
    private TargetList(Map<DiscoveredTarget, DiscoveredTarget> known, List<DiscoveredTarget> targets) {
        this.known = known;
        this.targets = targets;
    }

    /** Sorted. */
    List<DiscoveredTarget> targets() {
        return targets;
    }

    /** Begins the list that comes after this one. */
    Next begin() {
        return new Next();
    }

    /** A list that is being made, from one target to the next. Used by one thread. */
    final class Next {

        private final Map<DiscoveredTarget, DiscoveredTarget> next = HashMap.newHashMap(known.size());
        private boolean same = true;

        void add(DiscoveredTarget target) {
            DiscoveredTarget before = known.get(target);
            same &= before != null;
            DiscoveredTarget kept = before == null ? target : before;
            next.putIfAbsent(kept, kept);
        }

        /** Of those that were added; the list before if they are what it has, in whatever order. */
        TargetList list() {
            return same && next.size() == known.size() ? TargetList.this : new TargetList(next, sorted());
        }

        /** What stays is sorted already, and what is new stands behind it: that costs little. */
        private List<DiscoveredTarget> sorted() {
            return Stream.concat(
                            targets.stream().filter(next::containsKey),
                            next.keySet().stream().filter(target -> !known.containsKey(target)))
                    .sorted()
                    .toList();
        }
    }
}
