package io.promshard.target.web;

import io.promshard.target.discovery.SourceStatus;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.spec.JobSpec;
import java.util.List;
import java.util.Map;

/**
 * A job of a group.
 *
 * @param targets of all its sources, each once
 */
record JobView(
        String name, String strategy, int replicas, List<String> shardBy, int targets, List<SourceLine> sources) {

    static List<JobView> all(GroupRuntime group) {
        Map<String, Integer> targets = group.holdings().jobs();
        List<SourceStatus> sources = group.discovery().sources();
        return group.spec().jobs().stream()
                .map(job -> of(job, targets.getOrDefault(job.name(), 0), sources))
                .toList();
    }

    private static JobView of(JobSpec job, int targets, List<SourceStatus> sources) {
        return new JobView(
                job.name(),
                StrategyText.of(job.strategy()),
                job.replicas(),
                job.shardBy(),
                targets,
                sources.stream()
                        .filter(source -> source.job().equals(job.name()))
                        .map(SourceLine::of)
                        .toList());
    }
}
