package io.promshard.query.client.http;

import io.promshard.query.client.ShardFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.UnsupportedSchemeException;

/** What an exception of the HTTP client says about the server, in words without its address; that is in the cause. */
final class Failures {

    private Failures() {}

    static ShardFailure beforeTheHead(Exception e, Watch watch, HttpShardSettings settings) {
        ShardFailure failure = switch (watch.verdict()) {
            case DEADLINE, IDLE -> new ShardFailure.TimedOut("no answer came in time");
            case IN_TIME -> interrupted() ? cancelled() : beforeTheHead(e, settings);
        };
        return because(failure, e);
    }

    private static ShardFailure beforeTheHead(Exception e, HttpShardSettings settings) {
        return switch (e) {
            case ShardFailure failure -> failure;
            case ConnectTimeoutException timeout -> unconnected(settings.connectTimeout());
            case SocketTimeoutException timeout -> unconnected(settings.connectTimeout());
            case NoRouteToHostException noRoute -> new ShardFailure.Unreachable("no route to the server");
            case ConnectException connect -> new ShardFailure.Unreachable(reason(connect));
            case UnknownHostException unknown -> new ShardFailure.Unreachable("the server's name is unknown");
            case UnsupportedSchemeException scheme -> new ShardFailure.Unreachable("no way to connect");
            case SSLException tls -> new ShardFailure.Unreachable("no secure connection could be made");
            default -> new ShardFailure.Broken("the connection ended before an answer, or what came is no HTTP");
        };
    }

    private static String reason(ConnectException e) {
        boolean refused = String.valueOf(e.getMessage()).contains("refused");
        return refused ? "the connection was refused" : "no connection could be made";
    }

    /** The response timeout is past the deadline, so a socket that timed out before it did so in the TLS handshake. */
    private static ShardFailure unconnected(Duration timeout) {
        return new ShardFailure.Unreachable("no connection within " + timeout.toMillis() + " ms");
    }

    static ShardFailure withinTheBody(Exception e, Watch watch, HttpShardSettings settings) {
        ShardFailure failure = switch (watch.verdict()) {
            case DEADLINE -> new ShardFailure.TimedOut("the answer did not end in time");
            case IDLE ->
                new ShardFailure.TimedOut("nothing more of the answer came for "
                        + settings.idleTimeout().toMillis() + " ms");
            case IN_TIME -> interrupted() ? cancelled() : withinTheBody(e);
        };
        return because(failure, e);
    }

    private static ShardFailure withinTheBody(Exception e) {
        return e instanceof ShardFailure failure ? failure : new ShardFailure.Broken("the answer broke off");
    }

    static ShardFailure.TooLarge tooLarge(HttpShardSettings settings) {
        return new ShardFailure.TooLarge("the answer is larger than " + settings.maxAnswerBytes() + " bytes");
    }

    private static ShardFailure cancelled() {
        return new ShardFailure.Cancelled("nobody waits for the answer any more");
    }

    private static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private static ShardFailure because(ShardFailure failure, Exception cause) {
        if (failure != cause && failure.getCause() == null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
