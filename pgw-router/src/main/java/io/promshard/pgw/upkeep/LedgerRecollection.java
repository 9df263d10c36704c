package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.snapshot.Recollection;

/** What the ledger knows of groups, for whoever shows them. */
public record LedgerRecollection(Ledger ledger) implements Recollection {

    /** A push may have come after a deletion by a clock that is behind. What is shown too long is a zombie for a moment only. */
    private static final double CLOCK_TOLERANCE = 1;

    @Override
    public double pushTime(GroupingKey key, double stamp) {
        return ledger.moves() == 0 ? stamp : ledger.pushedAt(GroupId.of(key), stamp);
    }

    @Override
    public boolean isDeleted(GroupingKey key, double pushTime) {
        return pushTime <= ledger.deletedAt(key, pushTime) - CLOCK_TOLERANCE;
    }
}
