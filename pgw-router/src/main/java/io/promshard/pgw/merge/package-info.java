/**
 * Many gateways' groups as one: of copies of a group the newest, of a family one, each series once.
 *
 * <p>Knows the JDK, the log, {@code snapshot} and what that knows, and the view of the ring. How gateways are read comes in as {@link
 * io.promshard.pgw.merge.SnapshotSource}.
 */
@NullMarked
package io.promshard.pgw.merge;

import org.jspecify.annotations.NullMarked;
