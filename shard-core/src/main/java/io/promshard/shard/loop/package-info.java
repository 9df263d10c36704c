/**
 * What does a thing again and again: on a thread of its own, after a pause, with time and chance given to it. Knows the JDK and the
 * log.
 */
@NullMarked
package io.promshard.shard.loop;

import org.jspecify.annotations.NullMarked;
