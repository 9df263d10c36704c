/**
 * What is remembered of groups that gateways themselves do not tell: which were deleted, and when those were pushed that were moved. Kept on
 * the board, so that all routers know it.
 */
@NullMarked
package io.promshard.pgw.ledger;

import org.jspecify.annotations.NullMarked;
