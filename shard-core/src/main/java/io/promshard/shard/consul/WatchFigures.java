package io.promshard.shard.consul;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What a watch has done so far, for metrics and health. The watch writes, any thread reads. */
public final class WatchFigures {

    final LongAdder queries = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder indexResets = new LongAdder();
    volatile Optional<Instant> lastContact = Optional.empty();
    volatile int leftOut;

    WatchFigures() {}

    /** Health queries sent, the failed ones included. */
    public long queries() {
        return queries.sum();
    }

    public long failures() {
        return failures.sum();
    }

    /** Times that Consul's index went back, so that the watch began anew. */
    public long indexResets() {
        return indexResets.sum();
    }

    /** Instances in the latest answer that could not be used. */
    public int leftOut() {
        return leftOut;
    }

    /** When Consul last gave an answer that could be used. */
    public Optional<Instant> lastContact() {
        return lastContact;
    }
}
