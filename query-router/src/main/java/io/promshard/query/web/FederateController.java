package io.promshard.query.web;

import io.promshard.query.request.SelectorReader;
import io.promshard.query.service.FederateService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The newest samples, for a Prometheus that scrapes them. Its errors are lines of text. Only who asks for partial answers gets them:
 * rules over a federated part would be wrong without a word.
 */
@RestController
final class FederateController {

    private final FederateService service;
    private final SelectorReader reader;
    private final Requests requests;
    private final Replies replies;

    FederateController(FederateService service, SelectorReader reader, Requests requests, Replies replies) {
        this.service = service;
        this.reader = reader;
        this.requests = requests;
        this.replies = replies;
    }

    @GetMapping("/federate")
    void federate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.page(
                request,
                response,
                (params, partial) -> service.federate(reader.federated(params), requests.partialIfAsked(params)));
    }
}
