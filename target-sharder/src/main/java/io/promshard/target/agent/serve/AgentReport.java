package io.promshard.target.agent.serve;

import io.promshard.target.publish.Version;
import java.time.Instant;

/**
 * What the agent of a collector last said.
 *
 * @param applied what its files are
 * @param error what keeps it from writing files; empty if nothing does
 * @param seen when it last polled this instance
 */
public record AgentReport(String group, String collector, String agent, Version applied, String error, Instant seen) {}
