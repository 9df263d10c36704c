package io.promshard.target.discovery;

/**
 * A source of a job, for people and metrics.
 *
 * @param index its place among the sources of its job, from 0
 * @param source what it calls itself
 */
public record SourceStatus(String job, int index, String source, SourceView view) {}
