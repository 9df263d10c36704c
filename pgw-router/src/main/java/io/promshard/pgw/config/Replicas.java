package io.promshard.pgw.config;

import io.promshard.pgw.routing.Mode;

/** Refuses numbers of replicas that cannot be. */
final class Replicas {

    private static final int MOST = 2;

    private Replicas() {}

    /** @param attempts how many gateways a push may try */
    static void check(int replicas, Mode mode, int attempts) {
        if (replicas < 1 || replicas > MOST) {
            throw new IllegalArgumentException("pgw-router.replicas must be 1 or " + MOST + ", got: " + replicas);
        }
        if (replicas > 1 && mode == Mode.REDIRECT) {
            throw new IllegalArgumentException(
                    "pgw-router.mode=redirect sends a client to one gateway, so it cannot go with"
                            + " pgw-router.replicas=" + replicas + ": set pgw-router.mode to auto or proxy");
        }
        if (attempts < replicas) {
            throw new IllegalArgumentException("pgw-router.forward.attempts must be at least pgw-router.replicas, "
                    + replicas + ", got: " + attempts);
        }
    }
}
