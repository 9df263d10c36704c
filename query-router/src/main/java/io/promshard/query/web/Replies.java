package io.promshard.query.web;

import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Reply;
import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.JsonText;
import io.promshard.query.wire.Slice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and errors in the envelope of the Prometheus API. */
public final class Replies {

    private static final Logger log = LoggerFactory.getLogger(Replies.class);

    /** Finds an answer. */
    @FunctionalInterface
    interface Question {
        Reply ask() throws IOException;
    }

    /** Writes the answer, or why there is none. */
    void answer(HttpServletResponse response, Question question) throws IOException {
        try (Reply reply = question.ask()) {
            write(reply, response);
        } catch (QueryException e) {
            write(e, response);
        }
    }

    /**
     * Writes the answer.
     *
     * @throws IOException if it broke off after its beginning went out: the connection must not be kept
     */
    void write(Reply reply, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        if (!reply.missing().isEmpty()) {
            response.setHeader("X-Partial-Response", String.join(",", reply.missing()));
        }
        try {
            reply.writeTo(response.getOutputStream());
        } catch (IOException e) {
            if (response.isCommitted()) {
                throw new CloseNowException("an answer broke off", e);
            }
            response.resetBuffer();
            write(new QueryException(ErrorType.UNAVAILABLE, "an answer broke off"), response);
        }
    }

    void write(QueryException error, HttpServletResponse response) throws IOException {
        log.debug("{}: {}", error.type(), error.getMessage());
        response.setStatus(error.type().status());
        response.setContentType("application/json");
        ByteSink sink = new ByteSink(response.getOutputStream());
        sink.write(bytes("{\"status\":\"error\",\"errorType\":\"" + error.type().text() + "\",\"error\":"));
        JsonText.text(Slice.of(String.valueOf(error.getMessage())), sink);
        sink.write('}');
        sink.flush();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
