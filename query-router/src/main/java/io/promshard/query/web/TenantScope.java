package io.promshard.query.web;

import io.promshard.query.merge.Shown;
import io.promshard.query.tenancy.Access;
import io.promshard.query.tenancy.Tenant;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * Whose request it is, and how its endpoint is kept to that tenant.
 *
 * @param tenant who sees some series and not others
 */
record TenantScope(Tenant tenant, Access access) {

    private static final String ATTRIBUTE = TenantScope.class.getName();

    /** Empty for a request of who sees all. */
    static Optional<TenantScope> of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof TenantScope scope ? Optional.of(scope) : Optional.empty();
    }

    void on(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** What of an answer the request's client is shown. */
    static Shown shown(ServletRequest request) {
        return of(request).map(scope -> new Shown(scope.tenant().matchers())).orElse(Shown.ALL);
    }
}
