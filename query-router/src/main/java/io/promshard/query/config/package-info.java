/** Settings of the query router and its wiring: the only place that knows all parts. */
@NullMarked
package io.promshard.query.config;

import org.jspecify.annotations.NullMarked;
