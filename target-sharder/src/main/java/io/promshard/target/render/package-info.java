/** A command that makes of a {@code prometheus.yml} the configurations of an engine, of the collectors, and of a group. */
@NullMarked
package io.promshard.target.render;

import org.jspecify.annotations.NullMarked;
