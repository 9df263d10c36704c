package io.promshard.query.service;

import io.promshard.query.client.Deadline;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Allowance;
import io.promshard.query.exec.Ask;
import io.promshard.query.exec.Gathered;
import io.promshard.query.exec.Gatherer;
import io.promshard.query.exec.Reply;
import io.promshard.query.exec.Scanner;
import io.promshard.query.merge.MergedAnswer;
import io.promshard.query.merge.Part;
import io.promshard.query.request.Partial;
import io.promshard.query.topology.Topology;
import io.promshard.query.topology.TopologySource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Asks several shards the same, and makes one answer of theirs. Thread-safe; blocks. */
public final class FanOut {

    private final TopologySource topologies;
    private final Gatherer gatherer;
    private final Duration timeout;
    private final long maxBytes;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param timeout of each question
     * @param maxBytes that it may read of all shards
     */
    public FanOut(
            TopologySource topologies, Gatherer gatherer, Duration timeout, long maxBytes, LongSupplier nanoTime) {
        this.topologies = topologies;
        this.gatherer = gatherer;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
    }

    /** Makes one answer of parts. */
    @FunctionalInterface
    public interface Union<D> {
        MergedAnswer of(List<Part<D>> parts) throws IOException;
    }

    /**
     * The newest topology.
     *
     * @throws QueryException if no shard is known
     */
    public Topology topology() {
        Topology topology = topologies.current();
        if (topology.shards().isEmpty()) {
            throw new QueryException(ErrorType.UNAVAILABLE, "no shard is known yet");
        }
        return topology;
    }

    /** That of a question that begins now. */
    Deadline deadline() {
        return Deadline.after(timeout, nanoTime);
    }

    /** What they answer, within the timeout. */
    <D> Gathered<D> gather(List<Ask> asks, Scanner<D> scanner, Partial partial) {
        return gatherer.gather(asks, scanner, new Allowance(deadline(), maxBytes), partial);
    }

    /** The one answer; that of nobody where nobody is to be asked. */
    public <D> Reply ask(List<Ask> asks, Scanner<D> scanner, Partial partial, Union<D> union) {
        Gathered<D> gathered = gather(asks, scanner, partial);
        try {
            return new Reply.Merged(union.of(gathered.parts()).with(gathered.warnings()), gathered.missing());
        } catch (IOException e) {
            throw new QueryException(ErrorType.UNAVAILABLE, "a shard's answer is malformed: " + e.getMessage());
        }
    }
}
