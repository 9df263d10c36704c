package io.promshard.query.web;

import io.promshard.query.plan.PlanPrinter;
import io.promshard.query.request.Params;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryReader;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.service.PlanListener;
import io.promshard.query.service.QueryService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Instant and range queries. A request with {@code X-Query-Plan: 1} gets the plan in a header of that name. */
@RestController
final class QueryController {

    private static final String PLAN = "X-Query-Plan";

    private final QueryService service;
    private final QueryReader reader;
    private final Replies replies;

    QueryController(QueryService service, QueryReader reader, Replies replies) {
        this.service = service;
        this.reader = reader;
        this.replies = replies;
    }

    @RequestMapping(
            path = QueryRequest.INSTANT,
            method = {RequestMethod.GET, RequestMethod.POST})
    void instant(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, reader::instant);
    }

    @RequestMapping(
            path = QueryRequest.RANGE,
            method = {RequestMethod.GET, RequestMethod.POST})
    void range(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, reader::range);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Read read) throws IOException {
        replies.answer(
                request,
                response,
                (params, partial) -> service.query(read.from(params, partial), explain(request, response)));
    }

    private static PlanListener explain(HttpServletRequest request, HttpServletResponse response) {
        return (plan, topology, allowance) -> {
            QueryNotes.of(request).planned(plan, topology, allowance);
            if (request.getHeader(PLAN) != null) {
                response.setHeader(PLAN, HeaderText.of(PlanPrinter.print(plan, topology.featureLabel())));
            }
        };
    }

    /** Reads a query. */
    @FunctionalInterface
    private interface Read {
        QueryRequest from(Params params, Partial partial);
    }
}
