package io.promshard.target.spec;

import java.time.Duration;

/**
 * How the weight of targets is learned.
 *
 * @param refresh how often each collector is asked for the samples of its targets
 * @param fallback weight of a target of which nothing is known, where its job has no median either
 */
public record LoadSpec(Duration refresh, double fallback) {}
