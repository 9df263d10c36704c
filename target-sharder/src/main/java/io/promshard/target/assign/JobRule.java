package io.promshard.target.assign;

/**
 * What holds for the keys of a job.
 *
 * @param replicas how many collectors scrape each target, at least 1
 */
public record JobRule(String name, Strategy strategy, int replicas) {

    public JobRule {
        if (replicas < 1) {
            throw new IllegalArgumentException("replicas of job " + name + " must be at least 1, got: " + replicas);
        }
    }
}
