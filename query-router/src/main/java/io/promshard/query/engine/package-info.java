/**
 * Computes what shards cannot: expressions over series that they have computed already, at the steps asked for, and over samples
 * as they were scraped, with lookback and staleness. This package has the values that the others pass on. Pure: knows {@code
 * model} and {@code promql}.
 */
@NullMarked
package io.promshard.query.engine;

import org.jspecify.annotations.NullMarked;
