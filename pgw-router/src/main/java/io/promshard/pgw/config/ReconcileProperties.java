package io.promshard.pgw.config;

import io.promshard.pgw.ledger.LedgerLimits;
import io.promshard.pgw.reconcile.Mode;
import io.promshard.pgw.reconcile.TtlRules;
import io.promshard.pgw.upkeep.UpkeepSettings;
import io.promshard.shard.config.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How copies of groups are kept in order.
 *
 * @param mode off, delete, or move
 * @param dryRun whether what would be done is only counted and told
 * @param interval between two looks at all gateways if nothing happens
 * @param quietAfter how long after its last push a group that is misplaced is moved, rather than by its next push
 * @param settle how long pushes of a group are held before it is touched, so that all routers hold them and redirected clients have arrived
 * @param maxMovesPerSecond to one gateway
 * @param maxDeletesPerSecond from one gateway
 * @param keepDeletions how long a deletion is remembered, for gateways that come back with what was deleted
 * @param maxDeletions how many are
 * @param ttl how long groups stay that nobody pushes any more; of the rules that match one the first counts
 * @param stateFile where a router without Consul keeps deletions and drains over a restart; empty for nowhere
 */
public record ReconcileProperties(
        @DefaultValue("delete") Mode mode,
        @DefaultValue("false") boolean dryRun,
        @DefaultValue("15s") Duration interval,
        @DefaultValue("10s") Duration quietAfter,
        @DefaultValue("1s") Duration settle,
        @DefaultValue("500") int maxMovesPerSecond,
        @DefaultValue("2000") int maxDeletesPerSecond,
        @DefaultValue("24h") Duration keepDeletions,
        @DefaultValue("100000") int maxDeletions,
        @DefaultValue List<TtlProperties> ttl,
        @DefaultValue("") String stateFile) {

    /** Beyond the settling: enough for a batch, and for gateways that are slow to be read. */
    private static final Duration WORK = Duration.ofSeconds(14);

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);
    private static final Duration SAME_WITHIN = Duration.ofSeconds(5);
    private static final int BATCH = 500;
    private static final int NOTES = 64;

    public ReconcileProperties {
        ttl = List.copyOf(ttl);
        TtlRules unused = TtlProperties.rules(ttl);
        if (mode == Mode.OFF && !ttl.isEmpty()) {
            throw new IllegalArgumentException(
                    "pgw-router.reconcile.ttl needs pgw-router.reconcile.mode=delete or move, got: off");
        }
        Positive.require("pgw-router.reconcile.interval", interval);
        Positive.require("pgw-router.reconcile.quiet-after", quietAfter);
        Positive.require("pgw-router.reconcile.settle", settle);
        Positive.require("pgw-router.reconcile.max-moves-per-second", maxMovesPerSecond);
        Positive.require("pgw-router.reconcile.max-deletes-per-second", maxDeletesPerSecond);
        Positive.require("pgw-router.reconcile.keep-deletions", keepDeletions);
        Positive.require("pgw-router.reconcile.max-deletions", maxDeletions);
    }

    UpkeepSettings settings(int replicas) {
        return new UpkeepSettings(
                mode,
                dryRun,
                interval,
                quietAfter,
                settle,
                settle.plus(WORK),
                CLOCK_TOLERANCE,
                replicas,
                SAME_WITHIN,
                BATCH,
                maxMovesPerSecond,
                maxDeletesPerSecond,
                TtlProperties.rules(ttl));
    }

    LedgerLimits limits() {
        return new LedgerLimits(keepDeletions, maxDeletions, NOTES);
    }
}
