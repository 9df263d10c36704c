package io.promshard.query.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** The ways in which a shard fails, and what a client is told of each. */
enum Fault {
    REFUSES_CONNECTIONS(Told.UNAVAILABLE, Duration.ZERO, FakeShard::dies),
    TAKES_NO_CONNECTIONS(Told.UNAVAILABLE, Router.CONNECT, FakeShard::vanishes),
    ANSWERS_TOO_LATE(Reaction.slow(Duration.ofSeconds(3)), Told.TIMEOUT, Router.QUERY),
    HANGS(Reaction.hangs(), Told.TIMEOUT, Router.QUERY),
    STALLS_IN_THE_BODY(Reaction.stalls(), Told.TIMEOUT, Router.IDLE),
    TRICKLES(Reaction.trickles(), Told.TIMEOUT, Router.QUERY),
    RESETS_IN_THE_BODY(Reaction.resets(), Told.UNAVAILABLE),
    CLOSES_WITHOUT_AN_ANSWER(Reaction.closes(), Told.UNAVAILABLE),
    ANSWERS_HTML_WITH_502(Reaction.answers(502, "<html>bad gateway to 10.1.2.3</html>"), Told.UNAVAILABLE),
    ANSWERS_HTML_WITH_200(Reaction.answers(200, "<html>welcome to 10.1.2.3</html>"), Told.UNAVAILABLE),
    ANSWERS_NOTHING_WITH_200(Reaction.answers(200, ""), Told.UNAVAILABLE),
    ANSWERS_HALF_A_JSON(Reaction.cuts(), Told.UNAVAILABLE),
    ANSWERS_THE_WRONG_TYPE(
            Reaction.answers(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[4,\"1\"]}}"),
            Told.UNAVAILABLE),
    ANSWERS_AN_ERROR_WITH_200(Reaction.answers(200, Bodies.error("execution", "at 10.1.2.3")), Told.UNAVAILABLE),
    ANSWERS_A_SUCCESS_WITH_500(Reaction.answers(500, Bodies.vector("")), Told.UNAVAILABLE),
    REDIRECTS(Reaction.answers(302, "see 10.1.2.3"), Told.UNAVAILABLE),
    WANTS_A_PASSWORD(Reaction.answers(401, "Unauthorized by 10.1.2.3"), Told.UNAVAILABLE),
    IS_STARTING(Reaction.answers(503, "Service Unavailable"), Told.UNAVAILABLE),
    IS_NOT_READY(Reaction.answers(503, Bodies.error("unavailable", "TSDB not ready")), Told.UNAVAILABLE),
    IS_STOPPING(Reaction.answers(499, Bodies.error("canceled", "query was canceled")), Told.UNAVAILABLE),
    FAILS_INSIDE(Reaction.answers(500, Bodies.error("internal", "open /data: 10.1.2.3")), Told.UNAVAILABLE),
    TOOK_TOO_LONG(Reaction.answers(503, Bodies.error("timeout", "query timed out in query execution")), Told.TIMEOUT),
    REFUSES_THE_QUERY(Reaction.answers(422, Bodies.error("execution", "too many samples")), Told.THE_QUERYS_FAULT),
    CANNOT_READ_THE_QUERY(Reaction.answers(400, Bodies.error("bad_data", "unknown function")), Told.BAD_DATA),
    ANSWERS_TOO_MUCH(Reaction.answers(200, " ".repeat(2 << 20)), Told.THE_QUERYS_FAULT);

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas that hold nothing.
    private final Begin begin;

    private final Told told;
    private final Duration after;

    Fault(Told told, Duration after, Begin begin) {
        this.begin = begin;
        this.told = told;
        this.after = after;
    }

    Fault(Reaction reaction, Told told, Duration after) {
        this(told, after, shard -> shard.reacts(reaction));
    }

    Fault(Reaction reaction, Told told) {
        this(reaction, told, Duration.ZERO);
    }

    /** What a client is told if it gets nothing. */
    enum Told {
        UNAVAILABLE(503, "unavailable", true),
        TIMEOUT(503, "timeout", true),
        THE_QUERYS_FAULT(422, "execution", false),
        BAD_DATA(400, "bad_data", false);

        final int status;
        final String errorType;

        /** Whether the other shards' series may be an answer. */
        final boolean partial;

        Told(int status, String errorType, boolean partial) {
            this.status = status;
            this.errorType = errorType;
            this.partial = partial;
        }
    }

    /** Makes a shard fail from now on. */
    private interface Begin {
        void on(FakeShard shard) throws IOException;
    }

    void on(FakeShard shard) throws IOException {
        begin.on(shard);
    }

    Told told() {
        return told;
    }

    /** When the router is to give the shard up. */
    Duration after() {
        return after;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
