/**
 * What we see of the members' health ourselves, faster than any registry tells.
 *
 * <p>Probes and the outcomes of real requests make a member suspect, and successes clear it. Knows the JDK, slf4j
 * and {@code membership}.
 */
@NullMarked
package io.promshard.shard.health;

import org.jspecify.annotations.NullMarked;
