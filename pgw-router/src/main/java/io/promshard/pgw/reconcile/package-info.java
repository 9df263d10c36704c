/**
 * Decides which copies of groups are to be moved and which deleted, from what gateways were seen to store: a pure function, without
 * clock, network or memory.
 */
@NullMarked
package io.promshard.pgw.reconcile;

import org.jspecify.annotations.NullMarked;
