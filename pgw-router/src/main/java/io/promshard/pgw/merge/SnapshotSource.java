package io.promshard.pgw.merge;

import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads gateways. Thread-safe; calls block, for a limited time. */
@FunctionalInterface
public interface SnapshotSource {

    /**
     * The gateway as it is now.
     *
     * @param earlier one of the same gateway, which may spare a question
     * @throws IOException if it cannot be read; the message names the gateway
     */
    GatewaySnapshot read(Member gateway, @Nullable GatewaySnapshot earlier) throws IOException, InterruptedException;
}
