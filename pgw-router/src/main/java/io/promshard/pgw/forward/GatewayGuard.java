package io.promshard.pgw.forward;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of one gateway and its limit of concurrent pushes. Thread-safe.
 *
 * <p>The breaker opens on answers of 5xx and on failures, which a gateway can give while its probes are well.
 */
record GatewayGuard(Bulkhead places, CircuitBreaker breaker) {

    /**
     * Asks to send one push; waits a moment, {@link GatewayGuards#MOMENT}, for a place. Whoever is {@link Entry#ENTERED} must {@link
     * #leave}.
     */
    Entry enter() {
        if (!places.tryAcquirePermission()) {
            return Entry.FULL;
        }
        if (breaker.tryAcquirePermission()) {
            return Entry.ENTERED;
        }
        places.releasePermission();
        return Entry.OPEN;
    }

    /** Reports what came of the push. */
    void leave(Verdict verdict, long nanos) {
        places.onComplete();
        switch (verdict) {
            case SUCCEEDED -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            case FAILED -> breaker.onError(nanos, TimeUnit.NANOSECONDS, new GatewayFailedException());
            case UNDECIDED -> breaker.releasePermission();
        }
    }

    /** Whether a push may be sent. */
    enum Entry {
        ENTERED,
        /** The circuit is open. */
        OPEN,
        /** As many pushes as are allowed are under way. */
        FULL
    }

    /** The breaker wants an exception to count; this one costs no stack trace. */
    private static final class GatewayFailedException extends RuntimeException {
        private GatewayFailedException() {
            super("the gateway failed", null, false, false);
        }
    }
}
