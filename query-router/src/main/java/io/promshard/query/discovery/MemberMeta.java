package io.promshard.query.discovery;

import java.util.HashMap;
import java.util.Map;

/** What a member's meta says to discovery, whoever wrote it: an operator into Consul, or the configuration. */
public final class MemberMeta {

    /** Name of the shard that it belongs to; servers of one name are replicas. */
    static final String SHARD = "shard";

    /** Name of the group of shards between which its targets move. */
    static final String GROUP = "group";

    /** Place among the replicas of equal weight, as text that sorts. */
    static final String ORDER = "order";

    private MemberMeta() {}

    /** The key of its value of the feature label. Consul takes letters, digits, {@code _} and {@code -} in keys. */
    public static String valueKey(String featureLabel) {
        return "feature_" + featureLabel.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** Of a replica that the configuration names. */
    public static Map<String, String> ofReplica(String value, String featureLabel, int place) {
        return Map.of(SHARD, value, valueKey(featureLabel), value, ORDER, "%04d".formatted(place));
    }

    /** Of a replica of a collector that the configuration names in a group, whose name is the value of the feature label. */
    public static Map<String, String> ofCollector(String group, String collector, String featureLabel, int place) {
        Map<String, String> meta = new HashMap<>(ofReplica(group, featureLabel, place));
        meta.put(SHARD, group + "/" + collector);
        meta.put(GROUP, group);
        return meta;
    }
}
