package io.promshard.query.web;

import io.promshard.query.tenancy.Access;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The paths that tenants may ask, and how each is kept to a tenant's series. Whatever does not stand here is not for tenants, so that a
 * new endpoint is not until somebody has thought about it.
 */
final class TenantRoutes {

    private static final Pattern LABEL_VALUES = Pattern.compile("/api/v1/label/[^/;]+/values");

    private static final Map<String, Access> ROUTES = Map.ofEntries(
            Map.entry("/api/v1/query", Access.EXPRESSION),
            Map.entry("/api/v1/query_range", Access.EXPRESSION),
            Map.entry("/api/v1/query_exemplars", Access.EXPRESSION),
            Map.entry("/api/v1/query_explain", Access.EXPRESSION),
            Map.entry("/api/v1/series", Access.SELECTORS),
            Map.entry("/api/v1/labels", Access.SELECTORS),
            Map.entry("/federate", Access.SELECTORS),
            Map.entry("/api/v1/read", Access.REMOTE_READ),
            Map.entry("/api/v1/rules", Access.ANSWER),
            Map.entry("/api/v1/alerts", Access.ANSWER),
            Map.entry("/api/v1/targets", Access.ANSWER),
            Map.entry("/api/v1/targets/metadata", Access.ANSWER),
            Map.entry("/api/v1/format_query", Access.NOTHING),
            Map.entry("/api/v1/parse_query", Access.NOTHING),
            Map.entry("/api/v1/status/buildinfo", Access.NOTHING),
            Map.entry("/api/v1/status/runtimeinfo", Access.NOTHING),
            Map.entry("/api/v1/status/flags", Access.NOTHING));

    private TenantRoutes() {}

    /**
     * How a path is kept to a tenant.
     *
     * @param path as it stands in the request line: no other way of writing it is known here
     */
    static Optional<Access> of(String path) {
        return LABEL_VALUES.matcher(path).matches()
                ? Optional.of(Access.SELECTORS)
                : Optional.ofNullable(ROUTES.get(path));
    }
}
