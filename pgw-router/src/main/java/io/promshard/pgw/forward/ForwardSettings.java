package io.promshard.pgw.forward;

import java.time.Duration;

/**
 * Limits of forwarding.
 *
 * @param timeout of one push over all its attempts
 * @param bodyTimeout how long a client may keep us waiting for its body, over all reads
 * @param stallAfter how long a gateway may be silent before it is doubted
 * @param busyWait how long a push waits for a place at a gateway that has as many as it may
 * @param maxBuffered bytes of one body kept for a second attempt
 * @param maxBufferedTotal bytes of all bodies kept at one time
 * @param maxBodySize bytes above which a push is refused
 * @param retryAfter what a client is told to wait when nobody can take its push
 */
public record ForwardSettings(
        Duration timeout,
        Duration bodyTimeout,
        Duration stallAfter,
        Duration busyWait,
        int maxBuffered,
        long maxBufferedTotal,
        long maxBodySize,
        Duration retryAfter) {}
