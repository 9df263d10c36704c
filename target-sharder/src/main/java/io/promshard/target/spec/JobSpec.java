package io.promshard.target.spec;

import io.promshard.target.assign.Strategy;
import java.util.List;

/**
 * A job: what one {@code scrape_config} of the collectors scrapes.
 *
 * @param shardBy if not empty, only these labels decide where a target goes
 * @param replicas how many collectors scrape each target
 */
public record JobSpec(
        String name, List<SourceSpec> sources, Strategy strategy, List<String> shardBy, int replicas, GuardSpec guard) {

    public JobSpec {
        sources = List.copyOf(sources);
        shardBy = List.copyOf(shardBy);
    }
}
