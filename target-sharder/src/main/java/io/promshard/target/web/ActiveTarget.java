package io.promshard.target.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A target as Prometheus shows one, and what only we know of it.
 *
 * @param discoveredLabels all that the collector gets
 * @param labels of its series, as far as we know: the collector may relabel
 * @param lastError what the collector that scraped it last says
 * @param lastScrape RFC 3339; the year 1 if nobody scraped it, as Prometheus has it
 * @param health up, down or unknown
 * @param collectors that hold it, two while it moves
 * @param series of its key; null if nobody measured it
 */
record ActiveTarget(
        Map<String, String> discoveredLabels,
        Map<String, String> labels,
        String scrapePool,
        String scrapeUrl,
        String globalUrl,
        String lastError,
        String lastScrape,
        double lastScrapeDuration,
        String health,
        String group,
        String key,
        List<String> collectors,
        @Nullable Long series) {}
