package io.promshard.pgw.web;

import io.promshard.pgw.grouping.PoisonGuard;
import io.promshard.pgw.grouping.Rejection;
import io.promshard.shard.membership.Member;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** The answers that need no gateway. */
final class PushAnswers {

    private final String retryAfter;
    private final PushListener listener;

    PushAnswers(Duration retryAfter, PushListener listener) {
        this.retryAfter = Long.toString(Math.max(1, retryAfter.toSeconds()));
        this.listener = listener;
    }

    /** No cache keeps a 307 (RFC 9110, 15.1). Without a body: each header and byte here is paid at each push. */
    void redirect(Member owner, String target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Location", owner.url() + target);
        response.setStatus(307);
        response.setContentLength(0);
        listener.redirected(request.getMethod(), owner.id());
    }

    void unavailable(String reason, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", retryAfter);
        refuse(503, "unavailable", reason, request, response);
    }

    void poison(PoisonGuard.Finding poison, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refuse(400, poison.poison().name().toLowerCase(Locale.ROOT), poison.message(), request, response);
    }

    /** In the gateway's words; they end with a line feed as its do. */
    void reject(Rejection rejection, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (rejection.location() != null) {
            response.setHeader("Location", rejection.location());
        }
        refuse(rejection.status(), "path", rejection.message(), request, response);
    }

    void otherMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", PushMethods.ALLOW);
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(200);
        } else {
            refuse(405, "method", "Method Not Allowed", request, response);
        }
    }

    void refuse(int status, String reason, String message, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(status, message, response);
        listener.refused(request.getMethod(), status, reason);
    }

    private static void write(int status, String message, HttpServletResponse response) throws IOException {
        byte[] text = message.isEmpty() ? new byte[0] : (message + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
