package io.promshard.target.model;

import java.net.URI;
import java.util.Map;

/**
 * A server that scrapes: a stock Prometheus, a vmagent, an OpenTelemetry collector.
 *
 * @param id its name in files, URLs and decisions; it outlives restarts
 * @param weight its share relative to the others, 1 to 100
 * @param capacity series that it may hold at most; infinite where nobody said
 * @param tags facts to place by, such as its zone
 */
public record Collector(String id, URI url, int weight, double capacity, Map<String, String> tags) {

    public Collector {
        tags = Map.copyOf(tags);
    }
}
