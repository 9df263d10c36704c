/**
 * The ring together with its members and their health: what one request needs to know of the world, as one immutable value.
 *
 * <p>Knows {@code ring}, {@code membership} and {@code health}.
 */
@NullMarked
package io.promshard.shard.routing;

import org.jspecify.annotations.NullMarked;
