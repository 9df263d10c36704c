package io.promshard.query.client.guard;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a shard's replicas in turn until one answers, those first that answer their probes. Stateless.
 *
 * <p>The next one is asked when a replica could not be reached, broke off before its answer began, was not to be asked,
 * or answered 5xx or 499; queries only read, so asking twice does no harm. A query that is itself at fault is not asked twice:
 * 4xx and the 503 of a query that took too long are answers. Once the head of an answer is handed out there is no way
 * back. If all fail, the first such answer counts, since it is a server's own word.
 */
public final class FirstAnsweringReplica implements ShardCalls {

    private final ShardClient client;
    private final Predicate<Replica> well;

    public FirstAnsweringReplica(ShardClient client, Predicate<Replica> well) {
        this.client = client;
        this.well = well;
    }

    @Override
    public Answered call(Shard shard, ApiCall call, Deadline deadline) throws ShardFailure {
        @Nullable Answered error = null;
        @Nullable ShardFailure failure = null;
        for (Replica replica : inOrder(shard.replicas(), well)) {
            try {
                Answered answered = new Answered(replica, WholeError.orStream(client.call(replica, call, deadline)));
                if (!(answered.answer() instanceof WholeError whole) || whole.isOfTheQuery()) {
                    return answered;
                }
                error = error == null ? answered : error;
            } catch (ShardFailure e) {
                failure = after(failure, e);
                if (!anotherMayDoBetter(e)) {
                    throw failure;
                }
            }
        }
        if (error != null) {
            return error;
        }
        throw failure == null ? new ShardFailure.Unreachable("no server of it is known") : failure;
    }

    /** Those first that answer their probes. */
    static List<Replica> inOrder(List<Replica> replicas, Predicate<Replica> well) {
        if (replicas.size() < 2) {
            return replicas;
        }
        Map<Boolean, List<Replica>> byHealth = replicas.stream().collect(Collectors.partitioningBy(well));
        return Stream.of(true, false)
                .flatMap(health -> byHealth.getOrDefault(health, List.of()).stream())
                .toList();
    }

    /** The last failure counts; those before are told with it. */
    static ShardFailure after(@Nullable ShardFailure before, ShardFailure next) {
        if (before != null && next != before) {
            next.addSuppressed(before);
        }
        return next;
    }

    /** Whether another replica may do better. */
    static boolean anotherMayDoBetter(ShardFailure failure) {
        return switch (failure) {
            case ShardFailure.Unreachable unreachable -> true;
            case ShardFailure.Broken broken -> true;
            case ShardFailure.Refused refused -> true;
            case ShardFailure.TooLarge tooLarge -> false;
            case ShardFailure.TimedOut timedOut -> false;
            case ShardFailure.Cancelled cancelled -> false;
        };
    }
}
