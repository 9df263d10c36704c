/** Labels as Prometheus has them, and the regular expressions that match their values. Knows the JDK and re2j. */
@NullMarked
package io.promshard.shard.labels;

import org.jspecify.annotations.NullMarked;
