/**
 * Keeps gateways in order: reads what they store, has {@code reconcile} and {@code life} decide, and carries that out while nobody pushes
 * what is being changed.
 *
 * <p>Knows {@code board}, {@code ledger}, {@code hold}, {@code life}, {@code reconcile}, {@code snapshot} and shard-core; no Spring.
 */
@NullMarked
package io.promshard.pgw.upkeep;

import org.jspecify.annotations.NullMarked;
