package io.promshard.query.web;

import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Reply;
import io.promshard.query.request.Params;
import io.promshard.query.request.Partial;
import io.promshard.query.service.Admission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests in the envelope of the Prometheus API, for as long as their clients wait. */
public final class Replies {

    private static final Logger log = LoggerFactory.getLogger(Replies.class);

    private final Requests requests;
    private final ClientWatch watch;
    private final Admission admission;
    private final QueryListener listener;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param listener is told of each request after its answer
     */
    public Replies(
            Requests requests, ClientWatch watch, Admission admission, QueryListener listener, LongSupplier nanoTime) {
        this.requests = requests;
        this.watch = watch;
        this.admission = admission;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** Finds an answer. */
    @FunctionalInterface
    interface Question {
        Reply ask(Params params, Partial partial);
    }

    /** Reads a request as far as that needs its body, and says how an answer is found. */
    @FunctionalInterface
    interface Reading {
        Supplier<Reply> read(QueryNotes notes) throws IOException;
    }

    /** Words an error. */
    @FunctionalInterface
    private interface Wording {
        HttpError of(ErrorType type, String message);
    }

    /** Reads the request, and writes the answer or why there is none. */
    void answer(HttpServletRequest request, HttpServletResponse response, Question question) throws IOException {
        answer(request, response, params(request, question), HttpError::envelope);
    }

    /** The same for a page that is no part of the JSON API: why there is none is a line of text. */
    void page(HttpServletRequest request, HttpServletResponse response, Question question) throws IOException {
        raw(request, response, params(request, question));
    }

    /** The same for a request that has no parameters. */
    void raw(HttpServletRequest request, HttpServletResponse response, Reading reading) throws IOException {
        answer(request, response, reading, (type, message) -> HttpError.line(message));
    }

    private Reading params(HttpServletRequest request, Question question) {
        return notes -> {
            Params params = notes.params(requests.params(request));
            return () -> question.ask(params, requests.partial(request, params));
        };
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Reading reading, Wording wording)
            throws IOException {
        QueryNotes notes = QueryNotes.on(request, nanoTime);
        String outcome = "broken";
        try {
            outcome = outcome(request, response, reading, wording);
        } finally {
            listener.answered(notes.report(outcome));
        }
    }

    private String outcome(HttpServletRequest request, HttpServletResponse response, Reading reading, Wording wording)
            throws IOException {
        try {
            return outcome(request, response, reading.read(QueryNotes.of(request)));
        } catch (QueryException e) {
            // What was sent must not look whole, so its connection is not kept.
            if (response.isCommitted()) {
                throw new CloseNowException("an answer broke off", e);
            }
            log.debug("{}: {}", e.type(), e.getMessage());
            response.resetBuffer();
            write(e.type(), wording.of(e.type(), String.valueOf(e.getMessage())), response);
            return outcome(e.type());
        }
    }

    /** Waits only with the whole request read, so that no slow client keeps others from their turn. */
    private String outcome(HttpServletRequest request, HttpServletResponse response, Supplier<Reply> question)
            throws IOException {
        ClientWatch.Wait wait = watch.over(request);
        try {
            Admission.Turn turn = admission.enter();
            try (Reply reply = question.get()) {
                write(reply, response);
                return outcome(reply);
            } finally {
                turn.close();
            }
        } finally {
            wait.close();
        }
    }

    private static String outcome(Reply reply) {
        return reply.failure()
                .map(Replies::outcome)
                .orElseGet(() -> reply.missing().isEmpty() ? "success" : "partial");
    }

    private static String outcome(ErrorType failure) {
        return failure.name().toLowerCase(Locale.ROOT);
    }

    private static void write(Reply reply, HttpServletResponse response) throws IOException {
        reply.failure().ifPresent(failure -> status(failure, response));
        response.setContentType(reply.contentType());
        reply.contentEncoding().ifPresent(encoding -> response.setHeader("Content-Encoding", encoding));
        if (!reply.missing().isEmpty()) {
            response.setHeader("X-Partial-Response", String.join(",", reply.missing()));
        }
        reply.writeTo(response.getOutputStream());
    }

    /** Writes why there is no answer. */
    void write(QueryException error, HttpServletResponse response) throws IOException {
        HttpError text = HttpError.envelope(error.type(), String.valueOf(error.getMessage()));
        write(error.type(), text, response);
    }

    private static void write(ErrorType type, HttpError error, HttpServletResponse response) throws IOException {
        status(type, response);
        response.setContentType(error.contentType());
        response.getOutputStream().write(error.text().getBytes(StandardCharsets.UTF_8));
    }

    private static void status(ErrorType type, HttpServletResponse response) {
        response.setStatus(type.status());
        if (type == ErrorType.OVERLOADED) {
            response.setHeader("Retry-After", "1");
        }
    }
}
