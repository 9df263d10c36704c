package io.promshard.target.report.http;

import io.promshard.shard.labels.Labels;
import io.promshard.target.report.ScrapeHealth;
import io.promshard.target.report.ScrapedTarget;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A target as a collector shows it.
 *
 * @param key empty if it is none of ours
 * @param labels of its series
 * @param samples of its last scrape, where the collector says so here
 */
record ActiveTarget(
        OptionalLong key, Labels labels, ScrapeHealth health, Instant lastScrape, String lastError, double samples) {

    ScrapedTarget scraped(long itsKey, Map<Labels, Double> measured) {
        double known = measured.getOrDefault(labels, samples);
        return new ScrapedTarget(itsKey, labels.get("job"), health, lastScrape, lastError, known);
    }
}
