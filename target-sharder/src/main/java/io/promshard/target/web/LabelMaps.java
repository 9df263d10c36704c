package io.promshard.target.web;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels as JSON has them. */
final class LabelMaps {

    private LabelMaps() {}

    /** All of them, sorted by name. */
    static Map<String, String> of(Labels labels) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            map.put(labels.name(i), labels.value(i));
        }
        return map;
    }

    /** Those that its series have: job and instance added, as Prometheus does, where no label says otherwise. */
    static Map<String, String> ofSeries(Target target) {
        Map<String, String> map = of(target.identity());
        map.keySet().removeIf(name -> name.startsWith("__"));
        map.putIfAbsent("instance", target.address());
        map.putIfAbsent("job", target.job());
        return map;
    }
}
