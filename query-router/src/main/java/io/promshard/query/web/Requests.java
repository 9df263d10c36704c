package io.promshard.query.web;

import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.request.Params;
import io.promshard.query.request.Partial;
import io.promshard.query.tenancy.TenantParams;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads servlet requests. */
public final class Requests {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final TenantParams tenantParams;
    private final int longestBody;
    private final int longestQuery;
    private final Partial byDefault;

    /**
     * Makes a reader.
     *
     * @param tenantParams puts a tenant's matchers into what is asked
     * @param longestBody in bytes
     * @param longestQuery in characters, of each text of PromQL
     * @param byDefault whether partial answers are allowed where a request does not say and is no alert's
     */
    public Requests(TenantParams tenantParams, int longestBody, int longestQuery, Partial byDefault) {
        this.tenantParams = tenantParams;
        this.longestBody = longestBody;
        this.longestQuery = longestQuery;
        this.byDefault = byDefault;
    }

    /** Of a tenant's request those that it may make: there is no other way to a request's parameters. */
    Params params(HttpServletRequest request) throws IOException {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        boolean form = request.getMethod().equals("POST") && isForm(request.getContentType());
        Params params = Params.of(form ? form(request) : "", query);
        for (String name : List.of("query", "match[]")) {
            params.every(name).forEach(text -> checkLength(name, text));
        }
        return TenantScope.of(request)
                .map(scope -> tenantParams.enforced(params, scope.access(), scope.tenant()))
                .orElse(params);
    }

    private void checkLength(String name, String text) {
        if (text.length() > longestQuery) {
            throw new QueryException(
                    ErrorType.TOO_LONG,
                    "invalid parameter \"" + name + "\": it has " + text.length() + " characters, it may have "
                            + longestQuery);
        }
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }

    private String form(HttpServletRequest request) throws IOException {
        return new String(body(request, "error parsing form values: "), StandardCharsets.UTF_8);
    }

    /** The body, whatever it is. */
    byte[] upload(HttpServletRequest request) throws IOException {
        return body(request, "");
    }

    private byte[] body(HttpServletRequest request, String what) throws IOException {
        byte[] body = request.getInputStream().readNBytes(longestBody + 1);
        if (body.length > longestBody) {
            throw QueryException.badData(what + "http: request body too large");
        }
        return body;
    }

    /** An alert must not take a part for the whole, so who evaluates rules gets all or an error. */
    Partial partial(HttpServletRequest request, Params params) {
        String asked = params.first("partial_response");
        if (isYes(params.first("deny_partial_response")) || isNo(asked) || evaluatesRules(request)) {
            return Partial.DENIED;
        }
        return isYes(asked) ? Partial.ALLOWED : byDefault;
    }

    /** Whatever the default is and whoever asks: only an explicit wish counts. */
    Partial partialIfAsked(Params params) {
        return isYes(params.first("partial_response")) ? Partial.ALLOWED : Partial.DENIED;
    }

    private static boolean evaluatesRules(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent") == null ? "" : request.getHeader("User-Agent");
        return "true".equalsIgnoreCase(request.getHeader("FromAlert"))
                || Collections.list(request.getHeaderNames()).stream()
                        .anyMatch(name -> name.regionMatches(true, 0, "X-Rule-", 0, 7))
                || agent.startsWith("vmalert")
                || agent.startsWith("Prometheus/");
    }

    private static boolean isYes(String value) {
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    private static boolean isNo(String value) {
        return value.equals("0") || value.equalsIgnoreCase("false");
    }
}
