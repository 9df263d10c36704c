package io.promshard.pgw.forward;

import io.promshard.pgw.hold.Holds;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.Probe;
import io.promshard.shard.health.Prober;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a {@link Forwarder} works with.
 *
 * @param health is told who cannot be reached
 * @param holds keep pushes waiting while their group is moved
 * @param prober is asked to look at who is silent
 * @param probe asks a gateway that closed its connection how it is
 * @param copies how many gateways get each push
 * @param executor for copies, with a thread for each
 * @param inDoubt whether so many gateways seem to fail that the fault is likelier ours
 * @param nanos a clock that only goes forward, as {@link System#nanoTime}
 */
public record ForwardParts(
        GatewayClient client,
        GatewayGuards guards,
        HealthTracker health,
        Holds holds,
        Prober prober,
        Probe probe,
        ForwardListener listener,
        CopySettings copies,
        Executor executor,
        BooleanSupplier inDoubt,
        LongSupplier nanos) {}
