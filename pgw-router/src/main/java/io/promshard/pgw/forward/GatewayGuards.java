package io.promshard.pgw.forward;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker and a limit of concurrent pushes for each gateway. Thread-safe.
 *
 * <p>The breaker opens on answers of 5xx and on failures, which a gateway can give while its probes are well.
 */
public final class GatewayGuards {

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;

    public GatewayGuards(CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
    }

    /** Asks to send one push. Whoever is {@link Entry#ENTERED} must {@link #leave}. */
    Entry enter(String gateway) {
        Bulkhead bulkhead = bulkheads.bulkhead(gateway);
        if (!bulkhead.tryAcquirePermission()) {
            return Entry.FULL;
        }
        if (breaker(gateway).tryAcquirePermission()) {
            return Entry.ENTERED;
        }
        bulkhead.releasePermission();
        return Entry.OPEN;
    }

    /** Reports what came of the push; without a word on success or failure, as when the client went away. */
    void leave(String gateway, Verdict verdict, long nanos) {
        bulkheads.bulkhead(gateway).onComplete();
        CircuitBreaker breaker = breaker(gateway);
        switch (verdict) {
            case SUCCEEDED -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            case FAILED -> breaker.onError(nanos, TimeUnit.NANOSECONDS, new GatewayFailedException());
            case UNDECIDED -> breaker.releasePermission();
        }
    }

    private CircuitBreaker breaker(String gateway) {
        return breakers.circuitBreaker(gateway);
    }

    /** Whether a push may be sent. */
    enum Entry {
        ENTERED,
        /** The circuit is open. */
        OPEN,
        /** As many pushes as are allowed are under way. */
        FULL
    }

    /** What a push says of its gateway. */
    enum Verdict {
        SUCCEEDED,
        FAILED,
        UNDECIDED
    }

    /** The breaker wants an exception to count; this one costs no stack trace. */
    private static final class GatewayFailedException extends RuntimeException {
        private GatewayFailedException() {
            super("the gateway failed", null, false, false);
        }
    }
}
