package io.promshard.query.explain;

import io.promshard.query.client.ApiCall;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call that was made.
 *
 * @param call as the {@link ToldCall} has it
 * @param began after the query did
 * @param replica that answered; empty if none did
 * @param status of HTTP; empty if there was no answer
 * @param firstByte from the call's begin to its answer's; empty if there was none
 * @param total until the answer was read; empty if it was still under way when nobody wanted it any more
 * @param bytes of the answer's body, decompressed
 * @param series in the answer
 * @param samples of all these series
 * @param failure in words that name no address; empty if there was none
 */
public record MadeCall(
        String shard,
        ApiCall call,
        Duration began,
        String replica,
        OptionalInt status,
        Optional<Duration> firstByte,
        Optional<Duration> total,
        long bytes,
        long series,
        long samples,
        String failure) {}
