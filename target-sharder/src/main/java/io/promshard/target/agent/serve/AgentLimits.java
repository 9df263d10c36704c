package io.promshard.target.agent.serve;

import java.time.Duration;

/**
 * What agents may have of a sharder.
 *
 * @param longestWait how long a poll waits for news
 * @param waiters how many may wait at a time
 * @param waitersPerCollector how many of these for one collector
 */
public record AgentLimits(Duration longestWait, int waiters, int waitersPerCollector) {

    public static final AgentLimits STANDARD = new AgentLimits(Duration.ofSeconds(30), 2000, 4);
}
