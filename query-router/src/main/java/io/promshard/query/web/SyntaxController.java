package io.promshard.query.web;

import io.promshard.query.error.QueryException;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrettyPrinter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** PromQL formatted, and as a tree. No shard is asked. */
@RestController
final class SyntaxController {

    private final PromqlParser parser;
    private final Requests requests;
    private final Replies replies;
    private final JsonFactory json = new JsonFactory();

    SyntaxController(PromqlParser parser, Requests requests, Replies replies) {
        this.parser = parser;
        this.requests = requests;
        this.replies = replies;
    }

    @RequestMapping(
            path = "/api/v1/format_query",
            method = {RequestMethod.GET, RequestMethod.POST})
    void format(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, (expr, out) -> out.writeString(PromqlPrettyPrinter.print(expr)));
    }

    @RequestMapping(
            path = "/api/v1/parse_query",
            method = {RequestMethod.GET, RequestMethod.POST})
    void parse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, ExprJson::write);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, BiConsumer<Expr, JsonGenerator> data)
            throws IOException {
        try {
            Expr expr = parse(request);
            response.setContentType("application/json");
            try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), response.getOutputStream())) {
                out.writeStartObject();
                out.writeStringProperty("status", "success");
                out.writeName("data");
                data.accept(expr, out);
                out.writeEndObject();
            }
        } catch (QueryException e) {
            replies.write(e, response);
        }
    }

    private Expr parse(HttpServletRequest request) throws IOException {
        try {
            return parser.parse(requests.params(request).first("query"));
        } catch (ParseException e) {
            throw QueryException.badParam("query", String.valueOf(e.getMessage()));
        }
    }
}
