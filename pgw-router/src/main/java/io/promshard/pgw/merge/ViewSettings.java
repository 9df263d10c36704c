package io.promshard.pgw.merge;

import java.time.Duration;

/**
 * How the merged view is made.
 *
 * @param cache how long a view serves further scrapes
 * @param patience how long a scrape waits for a gateway of which there is an earlier snapshot
 * @param staleLimit how old a snapshot may get that stands for a gateway
 * @param replicas how many gateways shall have each group
 * @param sameWithin how far apart several gateways may get the copies of one push
 */
public record ViewSettings(Duration cache, Duration patience, Duration staleLimit, int replicas, Duration sameWithin) {}
