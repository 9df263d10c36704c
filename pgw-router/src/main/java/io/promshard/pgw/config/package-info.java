/** Settings of the router and its wiring: the only place that knows all parts. */
@NullMarked
package io.promshard.pgw.config;

import org.jspecify.annotations.NullMarked;
