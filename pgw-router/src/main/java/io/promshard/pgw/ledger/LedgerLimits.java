package io.promshard.pgw.ledger;

import java.time.Duration;

/**
 * How much is remembered.
 *
 * @param keep how long a deletion is, so how long a gateway may be away without bringing deleted groups back
 * @param most how many deletions are; of more, the latest
 * @param notes how many notes of the board the ledger may take before it is tidied
 */
public record LedgerLimits(Duration keep, int most, int notes) {}
