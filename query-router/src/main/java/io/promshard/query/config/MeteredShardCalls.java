package io.promshard.query.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ReportedAnswer;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Shard;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Times calls by shard and outcome, from the call to the close of its answer. */
final class MeteredShardCalls implements ShardCalls {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final ShardCalls calls;
    private final MeterRegistry registry;
    private final LongSupplier nanoTime;

    MeteredShardCalls(ShardCalls calls, MeterRegistry registry, LongSupplier nanoTime) {
        this.calls = calls;
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    @Override
    public Answered call(Shard shard, ApiCall call, Deadline deadline) throws ShardFailure {
        long start = nanoTime.getAsLong();
        try {
            Answered answered = calls.call(shard, call, deadline);
            return new Answered(
                    answered.replica(),
                    new ReportedAnswer(
                            answered.answer(),
                            failure -> record(
                                    shard,
                                    failure == null ? answered.answer().status() / 100 + "xx" : outcome(failure),
                                    start)));
        } catch (ShardFailure e) {
            record(shard, outcome(e), start);
            throw e;
        }
    }

    private void record(Shard shard, String outcome, long start) {
        Timer.builder("query.router.shard.call.duration")
                .description("Time of a call to a shard until its answer was read")
                .tag("shard", shard.name())
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(nanoTime.getAsLong() - start));
    }

    private static String outcome(ShardFailure failure) {
        return switch (failure) {
            case ShardFailure.Unreachable unreachable -> "unreachable";
            case ShardFailure.TimedOut timedOut -> "timed_out";
            case ShardFailure.Broken broken -> "broken";
            case ShardFailure.Refused refused -> "refused";
            case ShardFailure.TooLarge tooLarge -> "too_large";
            case ShardFailure.Cancelled cancelled -> "cancelled";
        };
    }
}
