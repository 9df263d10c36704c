package io.promshard.query.client.guard;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ReportedAnswer;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Replica;
import java.util.function.Predicate;

/**
 * Keeps calls from servers that fail: a circuit breaker and a limit of calls under way for each, by its address.
 *
 * <p>A call is under way until its answer is closed, and what its body does counts as well. {@link Verdict} says what
 * counts against a server.
 */
public final class GuardedShardClient implements ShardClient {

    private final ShardClient client;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final Predicate<Replica> well;

    /**
     * Guards a client.
     *
     * @param well whether a server answers its probes: then a call that took too long is a slow query's fault
     */
    public GuardedShardClient(
            ShardClient client, CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads, Predicate<Replica> well) {
        this.client = client;
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.well = well;
    }

    @Override
    public ShardAnswer call(Replica replica, ApiCall call, Deadline deadline) throws ShardFailure {
        Admission admission = admit(replica);
        try {
            ShardAnswer answer = client.call(replica, call, deadline);
            return new ReportedAnswer(
                    answer,
                    failure -> admission.leave(
                            failure == null ? Verdict.of(answer.status()) : judged(failure, replica, deadline)));
        } catch (ShardFailure e) {
            admission.leave(judged(e, replica, deadline));
            throw e;
        } catch (RuntimeException e) {
            admission.leave(Verdict.UNDECIDED);
            throw e;
        }
    }

    private Admission admit(Replica replica) throws ShardFailure.Refused {
        String server = replica.url().toString();
        Bulkhead bulkhead = bulkheads.bulkhead(server);
        if (!bulkhead.tryAcquirePermission()) {
            throw new ShardFailure.Refused("as many calls as it may have are under way");
        }
        CircuitBreaker breaker = breakers.circuitBreaker(server);
        if (!breaker.tryAcquirePermission()) {
            bulkhead.releasePermission();
            throw new ShardFailure.Refused("it failed too often lately");
        }
        return new Admission(bulkhead, breaker, breaker.getCurrentTimestamp());
    }

    private Verdict judged(ShardFailure failure, Replica replica, Deadline deadline) {
        return Verdict.of(failure, deadline.passed() && well.test(replica));
    }
}
