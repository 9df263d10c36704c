package io.promshard.query.client.guard;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * One call's leave to ask a server, to be given back once.
 *
 * @param since the breaker's time at which it was given
 */
record Admission(Bulkhead bulkhead, CircuitBreaker breaker, long since) {

    void leave(Verdict verdict) {
        bulkhead.onComplete();
        long time = breaker.getCurrentTimestamp() - since;
        switch (verdict) {
            case SUCCEEDED -> breaker.onSuccess(time, breaker.getTimestampUnit());
            case FAILED -> breaker.onError(time, breaker.getTimestampUnit(), new ServerFailedException());
            case UNDECIDED -> breaker.releasePermission();
        }
    }

    /** The breaker wants an exception to count; this one costs no stack trace. */
    private static final class ServerFailedException extends RuntimeException {
        private ServerFailedException() {
            super("the server failed", null, false, false);
        }
    }
}
