package io.promshard.query.ownership;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardClient;
import io.promshard.query.topology.Replica;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** Asks target-sharders by HTTP, one after the other, until one answers that decides. Thread-safe; blocks. */
public final class SharderApi implements HandoverSource {

    static final String PATH = "/api/v1/handovers";

    private final ShardClient client;
    private final List<Replica> sharders;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param client with a limit of its own, since these answers are read whole
     * @param timeout of each question
     */
    public SharderApi(ShardClient client, List<Replica> sharders, Duration timeout, LongSupplier nanoTime) {
        this.client = client;
        this.sharders = List.copyOf(sharders);
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    @Override
    public HandoverView ask(Instant since, Instant now) throws IOException {
        IOException failure = new IOException("query-router.sharders names none");
        for (Replica sharder : sharders) {
            try {
                return ask(sharder, since, now);
            } catch (IOException e) {
                failure = new IOException(sharder.name() + ": " + e.getMessage(), e);
            }
        }
        throw failure;
    }

    private HandoverView ask(Replica sharder, Instant since, Instant now) throws IOException {
        List<Param> params = List.of(
                new Param("from", since.toString()), new Param("limit", Integer.toString(HandoverAnswer.LIMIT)));
        try (ShardAnswer answer =
                client.call(sharder, new ApiCall(PATH, params, false), Deadline.after(timeout, nanoTime))) {
            if (answer.status() != 200) {
                throw new IOException("it answered with status " + answer.status());
            }
            return HandoverAnswer.read(answer.body().readAllBytes(), since, now);
        }
    }
}
