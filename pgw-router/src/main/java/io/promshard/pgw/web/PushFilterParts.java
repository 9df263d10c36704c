package io.promshard.pgw.web;

import io.promshard.pgw.forward.Forwarder;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.PoisonGuard;
import io.promshard.pgw.routing.PushRouter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a {@link PushFilter} works with.
 *
 * @param retryAfter what a client is told to wait when there is no gateway for its push
 * @param nanos a clock that only goes forward, as {@link System#nanoTime}
 */
public record PushFilterParts(
        GroupingKeyParser parser,
        PoisonGuard guard,
        PushRouter router,
        Forwarder forwarder,
        Duration retryAfter,
        PushListener listener,
        LongSupplier nanos) {}
