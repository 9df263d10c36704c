package io.promshard.pgw.acceptance;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one gateway stores.
 *
 * @param groups by their labels: the value of the first series of each family
 */
record StoredGroups(Map<Map<String, String>, Map<String, String>> groups) {

    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    static StoredGroups of(URI gateway) {
        JsonMapper json = JsonMapper.shared();
        Map<Map<String, String>, Map<String, String>> groups = new HashMap<>();
        for (JsonNode group : json.readTree(
                        Http.get(URI.create(gateway + "/api/v1/metrics")).body())
                .path("data")) {
            groups.put(json.treeToValue(group.path("labels"), LABELS), families(group));
        }
        return new StoredGroups(groups);
    }

    private static Map<String, String> families(JsonNode group) {
        Map<String, String> values = new LinkedHashMap<>();
        group.properties().forEach(family -> {
            JsonNode series = family.getValue().path("metrics").path(0);
            if (series.has("value")) {
                values.put(family.getKey(), series.path("value").asString());
            }
        });
        return values;
    }

    boolean has(Map<String, String> labels) {
        return groups.containsKey(labels);
    }

    Map<String, String> families(Map<String, String> labels) {
        return groups.getOrDefault(labels, Map.of());
    }
}
