/** Which Prometheus servers there are, and what the feature label is on each: the map that queries are routed by. */
@NullMarked
package io.promshard.query.topology;

import org.jspecify.annotations.NullMarked;
