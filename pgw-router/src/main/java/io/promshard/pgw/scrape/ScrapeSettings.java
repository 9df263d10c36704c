package io.promshard.pgw.scrape;

import java.time.Duration;

/**
 * How gateways are read.
 *
 * @param metricsPath below a gateway's prefix, its {@code --web.telemetry-path}
 * @param timeout of each answer, to its last byte
 * @param maxBytes of each answer
 */
public record ScrapeSettings(String metricsPath, Duration timeout, long maxBytes) {}
