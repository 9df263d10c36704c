package io.promshard.pgw.forward;

import org.jspecify.annotations.Nullable;

/** The client of a push with copies, for as long as it waits and none of them has been taken. Thread-safe. */
final class WaitingClient {

    private @Nullable Exchange exchange;

    WaitingClient(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Whether it has closed its connection, so that nobody wants the push any more. */
    synchronized boolean isGone() {
        return exchange != null && exchange.clientGone();
    }

    /** From here on nobody looks at its connection: a copy was taken, so the others shall follow, or the client has its answer. */
    synchronized void letGo() {
        exchange = null;
    }
}
