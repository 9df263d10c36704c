package io.promshard.target.collector;

import java.time.Instant;

/**
 * That a collector came into another state.
 *
 * @param reason for people
 */
public record CollectorChange(
        String collector, CollectorState before, CollectorState after, Instant at, String reason) {}
