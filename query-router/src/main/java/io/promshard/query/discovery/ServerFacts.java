package io.promshard.query.discovery;

import java.util.Map;
import java.util.Set;

/**
 * What a Prometheus says of itself.
 *
 * @param version empty if it does not tell
 * @param externalLabels of its configuration
 * @param stored the values of the feature label that its series have, without the empty one
 * @param unlabelled whether it has series without the feature label; false where that does not matter
 */
public record ServerFacts(String version, Map<String, String> externalLabels, Set<String> stored, boolean unlabelled) {
    public ServerFacts {
        externalLabels = Map.copyOf(externalLabels);
        stored = Set.copyOf(stored);
    }
}
