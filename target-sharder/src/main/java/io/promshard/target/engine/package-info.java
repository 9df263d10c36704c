/**
 * A stock Prometheus as a source of targets: it discovers and relabels with all that it can, and scrapes nothing. Knows its HTTP API
 * and what its configuration adds to targets.
 */
@NullMarked
package io.promshard.target.engine;

import org.jspecify.annotations.NullMarked;
