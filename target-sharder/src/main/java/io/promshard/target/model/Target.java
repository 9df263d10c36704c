package io.promshard.target.model;

import io.promshard.shard.labels.Labels;
import java.util.List;

/**
 * A target of a job. Two of one job and one identity are the same target, whoever found them.
 *
 * @param labels all that the collector shall get, {@code __address__} and {@code __meta_*} among them
 * @param identity what tells it apart within its job: see {@link DiscoveredTarget}
 * @param key what is placed: targets of one key go to the same collectors
 */
public record Target(String job, Labels labels, Labels identity, long key) {

    /**
     * Puts a target into a job.
     *
     * @param shardBy if not empty, only these labels decide, so that targets which agree in them stay together
     */
    public static Target of(String job, DiscoveredTarget discovered, List<String> shardBy) {
        return new Target(
                job, discovered.labels(), discovered.identity(), TargetKey.of(job, discovered.identity(), shardBy));
    }

    public String address() {
        return identity.get("__address__");
    }
}
