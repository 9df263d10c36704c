package io.promshard.pgw.reconcile;

import io.promshard.pgw.selector.Selector;
import java.time.Duration;

/**
 * How long groups stay that nobody pushes any more.
 *
 * @param selector which groups
 * @param after how long after the last push they go; zero for never
 */
public record TtlRule(Selector selector, Duration after) {}
