package io.promshard.query.web;

import io.promshard.query.exec.Allowance;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.request.Params;
import io.promshard.query.topology.Topology;
import io.promshard.query.web.QueryReport.Origin;
import io.promshard.query.web.QueryReport.Planned;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is known of a request while it is answered, for its {@link QueryReport}. Used by the request's thread. */
final class QueryNotes {

    private static final String ATTRIBUTE = QueryNotes.class.getName();
    private static final String API = "/api/v1/";

    private final HttpServletRequest request;
    private final LongSupplier nanoTime;
    private final long start;
    private Params params = new Params(List.of());
    private @Nullable Planned planned;

    private QueryNotes(HttpServletRequest request, LongSupplier nanoTime) {
        this.request = request;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Begins to take notes. */
    static QueryNotes on(HttpServletRequest request, LongSupplier nanoTime) {
        QueryNotes notes = new QueryNotes(request, nanoTime);
        request.setAttribute(ATTRIBUTE, notes);
        return notes;
    }

    /** The notes that were begun. */
    static QueryNotes of(HttpServletRequest request) {
        return (QueryNotes) request.getAttribute(ATTRIBUTE);
    }

    Params params(Params read) {
        params = read;
        return read;
    }

    void planned(QueryPlan plan, Topology topology, Allowance allowance) {
        planned = new Planned(plan, topology.featureLabel(), allowance);
    }

    QueryReport report(String outcome) {
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        Origin origin = new Origin(header("X-Dashboard-Uid"), header("X-Panel-Id"));
        return new QueryReport(endpoint(), params, Optional.ofNullable(planned), outcome, took, origin);
    }

    private String header(String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private String endpoint() {
        String path = request.getRequestURI();
        if (path.startsWith(API + "label/")) {
            return "label_values";
        }
        return path.substring(path.startsWith(API) ? API.length() : 1).replace('/', '_');
    }
}
