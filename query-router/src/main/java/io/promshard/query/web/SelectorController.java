package io.promshard.query.web;

import io.promshard.query.request.SelectorReader;
import io.promshard.query.service.SelectorService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Series, label names and label values. */
@RestController
final class SelectorController {

    private final SelectorService service;
    private final SelectorReader reader;
    private final Replies replies;

    SelectorController(SelectorService service, SelectorReader reader, Replies replies) {
        this.service = service;
        this.reader = reader;
        this.replies = replies;
    }

    @RequestMapping(
            path = "/api/v1/series",
            method = {RequestMethod.GET, RequestMethod.POST})
    void series(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(request, response, (params, partial) -> service.series(reader.series(params, partial)));
    }

    @RequestMapping(
            path = "/api/v1/labels",
            method = {RequestMethod.GET, RequestMethod.POST})
    void labels(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(request, response, (params, partial) -> service.labels(reader.labels(params, partial)));
    }

    @GetMapping("/api/v1/label/{name}/values")
    void values(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        replies.answer(
                request,
                response,
                (params, partial) -> service.values(
                        LabelNames.unescaped(name), request.getRequestURI(), reader.labels(params, partial)));
    }
}
