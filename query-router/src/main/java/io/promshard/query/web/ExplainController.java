package io.promshard.query.web;

import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Reply;
import io.promshard.query.explain.Explanation;
import io.promshard.query.explain.ExplanationText;
import io.promshard.query.explain.Run;
import io.promshard.query.request.Params;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryReader;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.service.ExplainService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Explains queries, with the parameters and limits of queries. It is a range query where there is a start, an end or a step. */
@RestController
final class ExplainController {

    private final ExplainService service;
    private final QueryReader reader;
    private final Replies replies;

    ExplainController(ExplainService service, QueryReader reader, Replies replies) {
        this.service = service;
        this.reader = reader;
        this.replies = replies;
    }

    @RequestMapping(
            path = "/api/v1/query_explain",
            method = {RequestMethod.GET, RequestMethod.POST})
    void explain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(request, response, (params, partial) -> reply(request, params, partial));
    }

    private Reply reply(HttpServletRequest request, Params params, Partial partial) {
        boolean text = isText(request, params);
        boolean run = isYes(params, "run") || isYes(params, "analyze");
        Explanation told = service.explain(query(params, partial), run, QueryNotes.of(request)::planned);
        return new Reply.Told(
                text ? ExplanationText.of(told) : ExplanationJson.of(told),
                text ? "text/plain;charset=utf-8" : "application/json",
                told.run().map(Run::missing).orElse(List.of()),
                told.run().flatMap(Run::failure).map(QueryException::type));
    }

    private QueryRequest query(Params params, Partial partial) {
        boolean range = Stream.of("start", "end", "step")
                .anyMatch(name -> !params.first(name).isEmpty());
        return range ? reader.range(params, partial) : reader.instant(params, partial);
    }

    private static boolean isYes(Params params, String name) {
        return switch (params.first(name).toLowerCase(Locale.ROOT)) {
            case "1", "true" -> true;
            case "", "0", "false" -> false;
            default -> throw QueryException.badParam(name, "must be true or false, got: " + params.first(name));
        };
    }

    private static boolean isText(HttpServletRequest request, Params params) {
        String accept = request.getHeader("Accept") == null ? "" : request.getHeader("Accept");
        return switch (params.first("format")) {
            case "text" -> true;
            case "json" -> false;
            case "" -> accept.contains("text/plain") && !accept.contains("json");
            default -> throw QueryException.badParam("format", "must be json or text, got: " + params.first("format"));
        };
    }
}
