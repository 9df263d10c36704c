package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.routing.RingViews;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What upkeep works with.
 *
 * @param leads whether this router decides; asked before each act
 * @param nanos a clock that only goes forward, as {@link System#nanoTime}
 */
public record UpkeepParts(
        UpkeepSettings settings,
        GatewayStore store,
        RingViews views,
        Board board,
        Ledger ledger,
        Holds holds,
        SharedHolds shared,
        BooleanSupplier leads,
        UpkeepListener listener,
        Surroundings surroundings,
        LongSupplier nanos) {}
