package io.promshard.target.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Words the errors of requests that no controller takes, and those that a controller did not expect. */
@RestController
final class ErrorPages implements ErrorController {

    private static final Map<Integer, String> WORDS = Map.of(
            400, "the request is malformed",
            404, "404 page not found",
            405, "Method Not Allowed",
            500, "an internal error; the log has it",
            503, "the server stops");

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        String words = WORDS.getOrDefault(status, "HTTP status " + status);
        return path.startsWith("/api/")
                ? ResponseEntity.status(status)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Failure.of(status, words))
                : ResponseEntity.status(status)
                        .contentType(MediaType.TEXT_PLAIN)
                        .body(words + "\n");
    }
}
