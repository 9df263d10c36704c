/**
 * Passes pushes on to gateways: to the owner, and to the next one where the owner cannot be reached.
 *
 * <p>Knows the HTTP client and shard-core, no servlets: a push comes and its answer goes through {@link
 * io.promshard.pgw.forward.Exchange}.
 */
@NullMarked
package io.promshard.pgw.forward;

import org.jspecify.annotations.NullMarked;
