package io.promshard.query.exec;

import io.promshard.query.client.ShardFailure;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.wire.MalformedAnswer;
import java.io.IOException;

/** What a client is told of a shard that gave no answer. */
final class Failures {

    private Failures() {}

    /** As an error of the whole query. */
    static QueryException error(String shard, IOException failure) {
        return new QueryException(type(failure), text(shard, failure));
    }

    static String text(String shard, IOException failure) {
        return "shard \"" + shard + "\" failed: " + reason(failure);
    }

    private static ErrorType type(IOException failure) {
        return switch (failure) {
            case ShardFailure shard -> type(shard);
            default -> ErrorType.UNAVAILABLE;
        };
    }

    private static ErrorType type(ShardFailure failure) {
        return switch (failure) {
            case ShardFailure.TimedOut timedOut -> ErrorType.TIMEOUT;
            case ShardFailure.Cancelled cancelled -> ErrorType.CANCELED;
            case ShardFailure.TooLarge tooLarge -> ErrorType.TOO_LARGE;
            case ShardFailure.Unreachable unreachable -> ErrorType.UNAVAILABLE;
            case ShardFailure.Broken broken -> ErrorType.UNAVAILABLE;
            case ShardFailure.Refused refused -> ErrorType.UNAVAILABLE;
        };
    }

    /** Other exceptions may name addresses. */
    private static String reason(IOException failure) {
        return failure instanceof ShardFailure || failure instanceof MalformedAnswer || failure instanceof LacksSamples
                ? String.valueOf(failure.getMessage())
                : "its answer broke off";
    }
}
