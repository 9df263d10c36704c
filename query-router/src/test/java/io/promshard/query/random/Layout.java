package io.promshard.query.random;

import io.promshard.query.engine.oracle.OracleSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How shards have the feature label. */
enum Layout {
    /** On the servers as a whole; one of them is empty. */
    EXTERNAL,
    /** In the series, some of which lack it. */
    STORED,
    /** One in its series, two as a whole. */
    MIXED;

    private static final List<String> NAMES = List.of("a", "b", "c");

    /**
     * A server.
     *
     * @param yaml its configuration
     */
    record Shard(String yaml, List<OracleSeries> series) {}

    /** By the names that they have in the router. */
    Map<String, Shard> shards() {
        Map<String, Shard> shards = new TreeMap<>();
        for (String name : NAMES) {
            boolean stored = this == STORED || (this == MIXED && name.equals("b"));
            shards.put(name, stored ? stored(name) : external(name));
        }
        if (this == EXTERNAL) {
            shards.put("empty", new Shard(yaml("empty"), List.of()));
        }
        return shards;
    }

    /** What one server has that has it all. */
    List<OracleSeries> all() {
        List<OracleSeries> all = new ArrayList<>();
        NAMES.forEach(name -> all.addAll(labelled(name)));
        if (this == STORED) {
            all.addAll(AwkwardData.unlabelled());
        }
        return all;
    }

    private static Shard external(String name) {
        return new Shard(yaml(name), AwkwardData.of(name));
    }

    private static String yaml(String name) {
        return "global: {external_labels: {cluster: " + name + "}}";
    }

    private Shard stored(String name) {
        List<OracleSeries> series = new ArrayList<>(labelled(name));
        if (this == STORED && name.equals("c")) {
            series.addAll(AwkwardData.unlabelled());
        }
        return new Shard("{}", series);
    }

    private static List<OracleSeries> labelled(String name) {
        return AwkwardData.of(name).stream()
                .map(series -> new OracleSeries(series.labels().with(Vocabulary.FEATURE, name), series.samples()))
                .toList();
    }
}
