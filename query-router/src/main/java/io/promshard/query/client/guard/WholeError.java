package io.promshard.query.client.guard;

import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A 5xx answer, or a 499, read to its end so that another replica can be asked before it is handed out. What is longer than an
 * error is cut.
 */
record WholeError(int status, String contentType, InputStream body, String text) implements ShardAnswer {

    /** "Canceled", by nobody here: a Prometheus that shuts down says it of the queries that it drops. */
    static final int CANCELED = 499;

    private static final int LONGEST = 64 * 1024;

    /** How Prometheus' API names the failure of a query that took too long, or waited too long for its turn. */
    private static final Pattern TIMEOUT = Pattern.compile("\"errorType\"\\s*:\\s*\"timeout\"");

    /** The answer as it is, or read and closed if it is an error that another replica may not have. */
    static ShardAnswer orStream(ShardAnswer answer) throws ShardFailure {
        return answer.status() < CANCELED ? answer : of(answer);
    }

    private static WholeError of(ShardAnswer answer) throws ShardFailure {
        try (answer) {
            byte[] body = answer.body().readNBytes(LONGEST);
            return new WholeError(
                    answer.status(),
                    answer.contentType(),
                    new ByteArrayInputStream(body),
                    new String(body, StandardCharsets.UTF_8));
        } catch (ShardFailure e) {
            throw e;
        } catch (IOException e) {
            throw new ShardFailure.Broken("the answer broke off");
        }
    }

    /** Whether the query is at fault, so that another replica would say the same. */
    boolean isOfTheQuery() {
        return status == 503 && TIMEOUT.matcher(text).find();
    }

    @Override
    public void close() {
        // Nothing is open any more.
    }
}
