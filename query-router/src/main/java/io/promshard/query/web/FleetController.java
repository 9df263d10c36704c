package io.promshard.query.web;

import static io.promshard.query.request.FleetReader.number;
import static io.promshard.query.request.FleetReader.only;
import static io.promshard.query.web.TenantScope.shown;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.request.Params;
import io.promshard.query.request.SelectorReader;
import io.promshard.query.service.FleetService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Metadata, exemplars, rules, alerts and targets of all shards. */
@RestController
final class FleetController {

    private final FleetService service;
    private final SelectorReader selectors;
    private final Replies replies;

    FleetController(FleetService service, SelectorReader selectors, Replies replies) {
        this.service = service;
        this.selectors = selectors;
        this.replies = replies;
    }

    @GetMapping("/api/v1/metadata")
    void metadata(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(
                request,
                response,
                (params, partial) -> service.metadata(
                        only(params, "metric"), number(params, "limit"), number(params, "limit_per_metric"), partial));
    }

    @GetMapping("/api/v1/rules")
    void rules(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(
                request,
                response,
                (params, partial) -> service.rules(
                        only(params, "type", "rule_name[]", "rule_group[]", "file[]", "match[]", "exclude_alerts"),
                        partial,
                        shown(request)));
    }

    @GetMapping("/api/v1/alerts")
    void alerts(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(request, response, (params, partial) -> service.alerts(partial, shown(request)));
    }

    @GetMapping("/api/v1/targets")
    void targets(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(
                request,
                response,
                (params, partial) -> service.targets(only(params, "state", "scrapePool"), partial, shown(request)));
    }

    @GetMapping("/api/v1/targets/metadata")
    void targetMetadata(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(
                request,
                response,
                (params, partial) -> service.targetMetadata(
                        targetsOf(request, params), number(params, "limit"), partial, shown(request)));
    }

    /** Of what a tenant sees, shards do not know how much is enough. */
    private static List<Param> targetsOf(HttpServletRequest request, Params params) {
        return TenantScope.of(request).isPresent()
                ? only(params, "match_target", "metric")
                : only(params, "match_target", "metric", "limit");
    }

    @RequestMapping(
            path = "/api/v1/query_exemplars",
            method = {RequestMethod.GET, RequestMethod.POST})
    void exemplars(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.answer(request, response, (params, partial) -> {
            List<Param> passOn = new ArrayList<>();
            Expr expr = selectors.exemplars(params, passOn);
            return service.exemplars(expr, passOn, partial);
        });
    }
}
