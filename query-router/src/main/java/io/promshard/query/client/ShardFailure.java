package io.promshard.query.client;

import java.io.IOException;

/**
 * Why a server gave no usable answer. Messages are safe to show to clients: they name no address.
 *
 * <p>The hierarchy is closed, so that who decides what a failure means decides it for each kind.
 */
public abstract sealed class ShardFailure extends IOException {

    private static final long serialVersionUID = 1;

    private ShardFailure(String message) {
        super(message);
    }

    /** No connection could be made. */
    public static final class Unreachable extends ShardFailure {
        private static final long serialVersionUID = 1;

        public Unreachable(String message) {
            super(message);
        }
    }

    /** Nothing came in time: no head, or no more of the body. */
    public static final class TimedOut extends ShardFailure {
        private static final long serialVersionUID = 1;

        public TimedOut(String message) {
            super(message);
        }
    }

    /** The connection ended before the answer did, or what came is no answer of a Prometheus. */
    public static final class Broken extends ShardFailure {
        private static final long serialVersionUID = 1;

        public Broken(String message) {
            super(message);
        }
    }

    /** Not asked: its circuit is open, or as many calls as it may have are under way. */
    public static final class Refused extends ShardFailure {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message);
        }
    }

    /** The answer is larger than a query may read. */
    public static final class TooLarge extends ShardFailure {
        private static final long serialVersionUID = 1;

        public TooLarge(String message) {
            super(message);
        }
    }

    /** The calling thread was interrupted, since nobody waits for the answer any more. Says nothing about the server. */
    public static final class Cancelled extends ShardFailure {
        private static final long serialVersionUID = 1;

        public Cancelled(String message) {
            super(message);
        }
    }
}
