package io.promshard.query.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Words the errors of requests that no controller takes, and those that a controller did not expect. */
@RestController
final class ErrorPages implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        HttpError error =
                HttpError.of(status, String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
        response.setStatus(status);
        response.setContentType(error.contentType());
        response.getOutputStream().write(error.text().getBytes(StandardCharsets.UTF_8));
    }
}
