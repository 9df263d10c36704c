package io.promshard.target.report;

import java.time.Instant;

/**
 * A target as a collector reports it.
 *
 * @param key that its list came with
 * @param job as it is labelled at the collector
 * @param lastScrape by our clock; {@link Instant#EPOCH} if it has not been scraped
 * @param lastError empty if the last scrape went well
 * @param samples of its last scrape, after relabelling; {@link Double#NaN} if nobody asked or nobody knows
 */
public record ScrapedTarget(
        long key, String job, ScrapeHealth health, Instant lastScrape, String lastError, double samples) {

    /** Whether it was scraped well after that moment. */
    public boolean upSince(Instant moment) {
        return health == ScrapeHealth.UP && lastScrape.isAfter(moment);
    }

    public boolean isUp() {
        return health == ScrapeHealth.UP;
    }
}
