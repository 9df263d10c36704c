package io.promshard.pgw.merge;

import io.promshard.shard.membership.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a gateway is in a view.
 *
 * @param takenAt when its snapshot was asked for; null if it is missing
 * @param groups how many groups it has, copies that are not shown included
 * @param failure why it was not read; null if it was
 */
public record GatewayView(
        Member gateway,
        State state,
        @Nullable Instant takenAt,
        int groups,
        @Nullable String failure) {

    /** Where its groups come from. */
    public enum State {
        /** It answered. */
        FRESH,
        /** Its last snapshot stands for it. */
        HELD,
        /** It has left the ring a short while ago: it is shown as it is, or was last seen. */
        LEFT,
        /** Its last snapshot is too old, or there is none: its groups are not shown. */
        MISSING
    }
}
