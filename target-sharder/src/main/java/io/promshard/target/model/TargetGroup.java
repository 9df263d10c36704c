package io.promshard.target.model;

import io.promshard.shard.labels.Labels;
import java.util.List;

/**
 * Addresses that share labels: what Prometheus' file_sd and http_sd exchange.
 *
 * @param targets {@code host:port} each, in the order given
 * @see <a href="https://prometheus.io/docs/prometheus/3.5/http_sd/">HTTP SD</a>
 */
public record TargetGroup(List<String> targets, Labels labels) {

    public TargetGroup {
        targets = List.copyOf(targets);
    }

    /** One by one; an address beats an {@code __address__} among the labels, as in Prometheus. */
    public List<DiscoveredTarget> each() {
        return targets.stream()
                .map(target -> DiscoveredTarget.of(labels.with("__address__", target)))
                .toList();
    }
}
