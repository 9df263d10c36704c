package io.promshard.target.report;

/** What a collector says of a target: how its last scrape went. */
public enum ScrapeHealth {
    UP,
    DOWN,

    /** Not scraped yet. */
    UNKNOWN
}
