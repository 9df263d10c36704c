package io.promshard.query.web;

import io.promshard.query.error.ErrorType;
import io.promshard.query.tenancy.Access;
import io.promshard.query.tenancy.Tenant;
import io.promshard.query.tenancy.Tenants;
import io.promshard.shard.web.GuardFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Lets tenants ask what can be kept to their series, and notes on each request whose it is. A request of nobody that is known gets
 * nothing, but from the paths that are open to all.
 */
public final class TenantFilter extends GuardFilter {

    private static final long serialVersionUID = 1;

    private final transient TenantSource source;
    private final transient Tenants tenants;
    private final transient Set<String> open;

    /** @param open paths of checks, which have no tenant */
    public TenantFilter(TenantSource source, Tenants tenants, Set<String> open) {
        this.source = source;
        this.tenants = tenants;
        this.open = Set.copyOf(open);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<String> name = source.nameOf(request);
        if (open.contains(path) || name.filter(tenants::isUnrestricted).isPresent()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Tenant> tenant = name.flatMap(tenants::of);
        Optional<Access> access = TenantRoutes.of(path);
        if (tenant.isEmpty()) {
            refuse("no tenant is known of this request", path, response);
        } else if (access.isEmpty()) {
            refuse("this endpoint is not for tenants", path, response);
        } else {
            new TenantScope(tenant.get(), access.get()).on(request);
            chain.doFilter(request, response);
        }
    }

    private static void refuse(String why, String path, HttpServletResponse response) throws IOException {
        HttpError error = path.startsWith("/api/") ? HttpError.envelope(ErrorType.FORBIDDEN, why) : HttpError.line(why);
        response.setStatus(ErrorType.FORBIDDEN.status());
        response.setContentType(error.contentType());
        response.getOutputStream().write(error.text().getBytes(StandardCharsets.UTF_8));
    }
}
