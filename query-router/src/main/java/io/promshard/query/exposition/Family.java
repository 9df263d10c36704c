package io.promshard.query.exposition;

import java.util.List;

/**
 * The samples of a metric.
 *
 * @param name of the metric
 * @param head its lines {@code # TYPE} and {@code # HELP}, each with its end
 * @param samples a line for each, without its end
 */
public record Family(String name, String head, List<String> samples) {
    public Family {
        samples = List.copyOf(samples);
    }
}
