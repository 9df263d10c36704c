package io.promshard.query.web;

import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Reply;
import io.promshard.query.request.Params;
import io.promshard.query.request.Partial;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests in the envelope of the Prometheus API, for as long as their clients wait. */
public final class Replies {

    private static final Logger log = LoggerFactory.getLogger(Replies.class);

    private final Requests requests;
    private final ClientWatch watch;

    public Replies(Requests requests, ClientWatch watch) {
        this.requests = requests;
        this.watch = watch;
    }

    /** Finds an answer. */
    @FunctionalInterface
    interface Question {
        Reply ask(Params params, Partial partial);
    }

    /** Reads the request, and writes the answer or why there is none. */
    void answer(HttpServletRequest request, HttpServletResponse response, Question question) throws IOException {
        try {
            Params params = requests.params(request);
            answer(request, response, params, question);
        } catch (QueryException e) {
            write(e, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Params params, Question question)
            throws IOException {
        ClientWatch.Wait wait = watch.over(request);
        try (Reply reply = question.ask(params, requests.partial(request, params))) {
            write(reply, response);
        } finally {
            wait.close();
        }
    }

    /** An answer that broke off after its beginning went out must not look whole, so its connection is not kept. */
    private void write(Reply reply, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        if (!reply.missing().isEmpty()) {
            response.setHeader("X-Partial-Response", String.join(",", reply.missing()));
        }
        try {
            reply.writeTo(response.getOutputStream());
        } catch (QueryException e) {
            if (response.isCommitted()) {
                throw new CloseNowException("an answer broke off", e);
            }
            response.resetBuffer();
            write(e, response);
        }
    }

    /** Writes why there is no answer. */
    void write(QueryException error, HttpServletResponse response) throws IOException {
        log.debug("{}: {}", error.type(), error.getMessage());
        HttpError text = HttpError.envelope(error.type(), String.valueOf(error.getMessage()));
        response.setStatus(error.type().status());
        response.setContentType(text.contentType());
        response.getOutputStream().write(text.text().getBytes(StandardCharsets.UTF_8));
    }
}
