package io.promshard.query.exec;

import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.MalformedAnswer;
import java.io.IOException;

/**
 * What it means that a shard answered with another status than 200: that the query is at fault, which any shard would say, or that
 * the shard is, whose own words stay here since they may name addresses.
 */
final class Refusals {

    private static final int LONGEST_ERROR = 64 << 10;

    private Refusals() {}

    /**
     * The shard's failure.
     *
     * @throws QueryException in the shard's words if it refuses the query
     */
    static IOException of(ShardAnswer answer) throws IOException {
        byte[] body = answer.body().readNBytes(LONGEST_ERROR);
        try {
            if (AnswerScanner.raw(body) instanceof Answer.Failure<?>(String type, String error, var annotations)) {
                return of(answer.status(), type, error);
            }
        } catch (MalformedAnswer e) {
            // No word of a Prometheus: of something between it and us.
        }
        return failed(answer.status());
    }

    private static IOException of(int status, String type, String error) {
        return switch (status) {
            case 400 -> throw QueryException.badData(error);
            case 404 -> throw new QueryException(ErrorType.NOT_FOUND, error);
            case 422 -> throw new QueryException(ErrorType.EXECUTION, error);
            default ->
                ErrorType.of(type) == ErrorType.TIMEOUT
                        ? new ShardFailure.TimedOut("the query took too long there")
                        : failed(status);
        };
    }

    private static IOException failed(int status) {
        return new ShardFailure.Broken("it answered with status " + status);
    }
}
