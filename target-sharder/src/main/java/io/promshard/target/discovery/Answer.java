package io.promshard.target.discovery;

import io.promshard.target.model.DiscoveredTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * What a source answered, so that equal answers are equal values: sorted, each target once, those without an address counted and
 * left out.
 */
record Answer(List<DiscoveredTarget> targets, int withoutAddress) {

    static Answer of(List<DiscoveredTarget> said) {
        List<DiscoveredTarget> sorted = said.stream()
                .filter(target -> !target.identity().get("__address__").isEmpty())
                .sorted()
                .toList();
        List<DiscoveredTarget> once = new ArrayList<>(sorted.size());
        for (DiscoveredTarget target : sorted) {
            if (once.isEmpty() || !once.getLast().equals(target)) {
                once.add(target);
            }
        }
        return new Answer(List.copyOf(once), said.size() - sorted.size());
    }
}
