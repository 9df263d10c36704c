package io.promshard.target.engine;

/** What the jobs of an engine have, and nobody else's: `render` writes it, and the source looks for it. */
public final class EngineRules {

    /** The interval of each target: longer than any server runs. */
    public static final String NEVER = "100y";

    /** The label that has the interval that a target shall be scraped at. */
    public static final String SAVED_INTERVAL = "sharder_scrape_interval";

    /** The label that has the timeout of the target's scrapes. */
    public static final String SAVED_TIMEOUT = "sharder_scrape_timeout";

    private EngineRules() {}
}
