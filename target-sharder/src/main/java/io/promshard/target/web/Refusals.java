package io.promshard.target.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Words what controllers refuse: the envelope of the API below {@code /api/}, a text elsewhere, as a Prometheus has it. */
@RestControllerAdvice
final class Refusals {

    @ExceptionHandler
    ResponseEntity<Object> refused(RefusedException e, HttpServletRequest request) {
        return answer(e.status(), String.valueOf(e.getMessage()), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> missing(MissingServletRequestParameterException e, HttpServletRequest request) {
        return answer(400, "parameter \"" + e.getParameterName() + "\" is missing", request);
    }

    private static ResponseEntity<Object> answer(int status, String message, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == 429 || status == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return request.getRequestURI().startsWith("/api/")
                ? answer.contentType(MediaType.APPLICATION_JSON).body(Failure.of(status, message))
                : answer.contentType(MediaType.TEXT_PLAIN).body(message + "\n");
    }
}
