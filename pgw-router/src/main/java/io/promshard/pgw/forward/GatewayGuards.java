package io.promshard.pgw.forward;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A {@link GatewayGuard} for each gateway, made when it is first asked for. Thread-safe. */
public final class GatewayGuards {

    /** How long one asking for a place waits. Short, since who waits must hear of it if the gateway hangs. */
    static final Duration MOMENT = Duration.ofMillis(50);

    private final Map<String, GatewayGuard> guards = new ConcurrentHashMap<>();
    private final CircuitBreakerConfig breaker;
    private final BulkheadConfig places;

    /**
     * Makes guards that are all alike.
     *
     * @param maxConcurrent pushes under way to one gateway
     */
    public GatewayGuards(CircuitBreakerConfig breaker, int maxConcurrent) {
        this.breaker = breaker;
        this.places = BulkheadConfig.custom()
                .maxConcurrentCalls(maxConcurrent)
                .maxWaitDuration(MOMENT)
                .build();
    }

    GatewayGuard of(String gateway) {
        GatewayGuard known = guards.get(gateway);
        return known == null ? guards.computeIfAbsent(gateway, this::create) : known;
    }

    private GatewayGuard create(String gateway) {
        return new GatewayGuard(Bulkhead.of(gateway, places), CircuitBreaker.of(gateway, breaker));
    }
}
