/** How Prometheus writes and reads numbers, durations and quoted strings. Knows the JDK only. */
@NullMarked
package io.promshard.query.promql.text;

import org.jspecify.annotations.NullMarked;
