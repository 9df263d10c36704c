package io.promshard.pgw.web;

import io.promshard.pgw.forward.Forwarder;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.PoisonGuard;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.pgw.upkeep.Holders;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a {@link PushFilter} works with.
 *
 * @param holds keep pushes waiting while their group is moved
 * @param holders gateways that a deletion must reach
 * @param deletions are told of each deletion that got through
 * @param retryAfter what a client is told to wait when there is no gateway for its push
 * @param nanos a clock that only goes forward, as {@link System#nanoTime}
 */
public record PushFilterParts(
        GroupingKeyParser parser,
        PoisonGuard guard,
        PushRouter router,
        Forwarder forwarder,
        Holds holds,
        Holders holders,
        DeletionListener deletions,
        Clock clock,
        Duration retryAfter,
        PushListener listener,
        LongSupplier nanos) {}
