package io.promshard.target.engine;

import java.util.List;

/**
 * A target as an engine shows it.
 *
 * @param discovered names and values in turn, before relabelling
 * @param labels names and values in turn, after it, those alone that its series have
 * @param url which it would be scraped at
 * @param interval how often it would be scraped
 */
record EngineTarget(List<String> discovered, List<String> labels, String pool, String url, String interval) {}
