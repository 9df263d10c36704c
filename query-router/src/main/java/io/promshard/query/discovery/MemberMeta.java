package io.promshard.query.discovery;

import java.util.Map;

/** What a member's meta says to discovery, whoever wrote it: an operator into Consul, or the configuration. */
public final class MemberMeta {

    /** Name of the shard that it belongs to; servers of one name are replicas. */
    static final String SHARD = "shard";

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
}
