package io.promshard.target.spec;

import java.time.Duration;

/**
 * How targets move from a collector that is well to another.
 *
 * @param interval the scrape interval of the group's jobs, at most
 * @param inFlight how many keys may move at a time, at least
 * @param inFlightShare the share of all keys that may move at a time, if that is more
 * @param batch the least time between two removals from one collector
 * @param rollbackAfter how long the new collector may fail to scrape what the old one scrapes well
 */
public record HandoverSpec(
        Duration interval, int inFlight, double inFlightShare, Duration batch, Duration rollbackAfter) {}
