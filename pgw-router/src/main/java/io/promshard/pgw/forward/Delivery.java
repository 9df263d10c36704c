package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** Sends a push to the gateway whose turn it is and says what came of it. Thread-safe. */
final class Delivery {

    private final GatewayClient client;
    private final StallWatch watch;
    private final LongSupplier nanos;

    Delivery(GatewayClient client, StallWatch watch, LongSupplier nanos) {
        this.client = client;
        this.watch = watch;
        this.nanos = nanos;
    }

    /** What a gateway did with a push. */
    sealed interface Result {

        /** It answered; the caller relays the answer or closes it. */
        record Answered(ClassicHttpResponse response, HttpUriRequestBase request) implements Result, AutoCloseable {

            /** Closes the connection unless the answer was read to its end, as waiting for the rest might take long. */
            @Override
            public void close() {
                request.cancel();
                Closer.closeQuietly(response);
            }
        }

        /** It did not. */
        record Failed(AttemptFailure failure) implements Result {}
    }

    /** Blocks until the gateway's answer begins, or there will be none. */
    Result send(Turn turn, Duration timeout) {
        Member gateway = turn.gateway();
        PushBody body = turn.body();
        HttpUriRequestBase request = client.request(turn.exchange(), gateway.url(), body.entity(), timeout);
        Attempt attempt = new Attempt(turn, request, nanos.getAsLong());
        HttpClientContext context = HttpClientContext.create();
        watch.add(attempt);
        try {
            ClassicHttpResponse response = client.send(request, gateway.url(), context);
            return new Result.Answered(response, request);
        } catch (IOException e) {
            return new Result.Failed(failure(attempt.givenUp(), e, wasKept(context)));
        } catch (IllegalStateException e) {
            return new Result.Failed(cancelled(attempt, e));
        } finally {
            watch.remove(attempt);
        }
    }

    /** The HTTP client also throws this if it is told to stop just before it connects. */
    private static AttemptFailure cancelled(Attempt attempt, IllegalStateException e) {
        AttemptFailure givenUp = attempt.givenUp();
        if (givenUp == null) {
            throw e;
        }
        return givenUp;
    }

    private static boolean wasKept(HttpClientContext context) {
        EndpointDetails connection = context.getEndpointDetails();
        return connection != null && connection.getResponseCount() > 0;
    }

    private static AttemptFailure failure(@Nullable AttemptFailure givenUp, IOException e, boolean kept) {
        if (givenUp != null) {
            return givenUp;
        }
        return switch (e) {
            case BodyException body -> new AttemptFailure.BodyBroken(body.status(), text(body));
            case ConnectTimeoutException slow -> new AttemptFailure.Unreachable("no connection in time");
            case ConnectionRequestTimeoutException busy ->
                new AttemptFailure.TimedOut("no connection was free in time");
            case SocketTimeoutException silent -> new AttemptFailure.TimedOut("no answer in time");
            case ConnectException refused -> new AttemptFailure.Unreachable("connection refused");
            case UnknownHostException unknown -> new AttemptFailure.Unreachable("unknown host");
            case NoRouteToHostException unrouted -> new AttemptFailure.Unreachable("no route to host");
            default -> new AttemptFailure.Closed(text(e), kept);
        };
    }

    private static String text(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
