package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The same union by the plainest means, to compare with. Shards are named by number. */
final class TreeUnion {
    private TreeUnion() {}

    static JsonNode of(List<JsonNode> answers) {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (JsonNode series : answers.get(i).path("data").path("result")) {
                ((ObjectNode) series.path("metric")).put("cluster", "shard-" + i);
                all.add(series);
            }
        }
        if (all.stream().map(series -> series.path("metric")).distinct().count() < all.size()) {
            return JsonNodeFactory.instance.stringNode("conflict");
        }
        JsonNode type = answers.getFirst().path("data").path("resultType");
        if (type.asString().equals("matrix")) {
            all.sort((a, b) -> compare(texts(a), texts(b)));
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("resultType", type);
        data.putArray("result").addAll(all);
        return data;
    }

    /** Names and values, in the order of names. */
    private static List<byte[]> texts(JsonNode series) {
        return series.path("metric").properties().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, JsonNode> label) -> label.getKey().getBytes(UTF_8), Arrays::compareUnsigned))
                .flatMap(label -> List.of(label.getKey(), label.getValue().asString()).stream())
                .map(text -> text.getBytes(UTF_8))
                .collect(Collectors.toList());
    }

    private static int compare(List<byte[]> a, List<byte[]> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Arrays.compareUnsigned(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
