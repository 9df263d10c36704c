package io.promshard.pgw.config;

import io.promshard.pgw.forward.ForwardSettings;
import io.promshard.shard.config.Positive;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of proxied pushes.
 *
 * @param connectTimeout to a gateway; after it the next one is tried
 * @param timeout of a push over all attempts
 * @param bodyTimeout how long a client may take to send its body, the time that a gateway takes to read it left out
 * @param stallAfter how long a gateway may be silent before a probe decides whether it hangs
 * @param busyWait how long a push waits if its gateway has as many as it may; longer than a probe takes to find out that it hangs
 * @param attempts how many gateways a push tries at the most
 * @param maxBuffered size of a body that is kept for a second attempt; larger ones are streamed and sent once
 * @param maxBufferedTotal size of all bodies kept at one time
 * @param maxBodySize size above which a push is refused with 413
 * @param maxConcurrentPerGateway pushes under way to one gateway, above which more get a 503
 * @param passHeaders names of a push's headers that go on to its gateway; {@code X-Forwarded-For} goes in any case
 * @param retryAfter what clients are told to wait when nobody can take their push
 */
public record ForwardProperties(
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("250ms") Duration stallAfter,
        @DefaultValue("1s") Duration busyWait,
        @DefaultValue("3") int attempts,
        @DefaultValue("1MB") DataSize maxBuffered,
        @DefaultValue("64MB") DataSize maxBufferedTotal,
        @DefaultValue("64MB") DataSize maxBodySize,
        @DefaultValue("512") int maxConcurrentPerGateway,

        @DefaultValue({
            "Accept",
            "Accept-Encoding",
            "Content-Encoding",
            "Content-Type",
            "Forwarded",
            "User-Agent",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Request-Id",
            "traceparent",
            "tracestate",
            "baggage"
        })
        List<String> passHeaders,

        @DefaultValue("1s") Duration retryAfter) {

    /** In which the forwarder counts what it keeps, by an int. */
    private static final long BLOCK = 4096;

    private static final long MOST_BUFFERED = Integer.MAX_VALUE * BLOCK;

    public ForwardProperties {
        passHeaders = List.copyOf(passHeaders);
        Positive.require("pgw-router.forward.connect-timeout", connectTimeout);
        Positive.require("pgw-router.forward.timeout", timeout);
        Positive.require("pgw-router.forward.body-timeout", bodyTimeout);
        Positive.require("pgw-router.forward.stall-after", stallAfter);
        Positive.require("pgw-router.forward.busy-wait", busyWait);
        Positive.require("pgw-router.forward.attempts", attempts);
        Positive.require("pgw-router.forward.max-concurrent-per-gateway", maxConcurrentPerGateway);
        Positive.require("pgw-router.forward.max-buffered", maxBuffered.toBytes());
        Positive.require("pgw-router.forward.max-buffered-total", maxBufferedTotal.toBytes());
        Positive.require("pgw-router.forward.max-body-size", maxBodySize.toBytes());
        Positive.require("pgw-router.forward.retry-after", retryAfter);
        if (maxBuffered.toBytes() > Integer.MAX_VALUE / 2 || maxBuffered.compareTo(maxBufferedTotal) > 0) {
            throw new IllegalArgumentException(
                    "pgw-router.forward.max-buffered must be at most pgw-router.forward.max-buffered-total and 1GB,"
                            + " got: "
                            + maxBuffered);
        }
        long least = Math.ceilDiv(maxBuffered.toBytes(), BLOCK) * BLOCK;
        if (maxBufferedTotal.toBytes() < least) {
            throw new IllegalArgumentException("pgw-router.forward.max-buffered-total must be at least " + least
                    + "B, since pgw-router.forward.max-buffered is counted in blocks of " + BLOCK + "B, got: "
                    + maxBufferedTotal);
        }
        if (maxBufferedTotal.toBytes() > MOST_BUFFERED) {
            throw new IllegalArgumentException("pgw-router.forward.max-buffered-total must be at most " + MOST_BUFFERED
                    + "B, got: " + maxBufferedTotal);
        }
    }

    List<String> passed() {
        return Stream.concat(passHeaders.stream(), Stream.of("X-Forwarded-For")).toList();
    }

    ForwardSettings settings() {
        return new ForwardSettings(
                timeout,
                bodyTimeout,
                stallAfter,
                busyWait,
                (int) maxBuffered.toBytes(),
                maxBufferedTotal.toBytes(),
                maxBodySize.toBytes(),
                retryAfter);
    }
}
