/** What is measured of the groups, for Prometheus. It knows no target by name: nothing grows with their number. */
@NullMarked
package io.promshard.target.metrics;

import org.jspecify.annotations.NullMarked;
