package io.promshard.shard.web;

import io.promshard.shard.access.AccessListener;
import io.promshard.shard.access.Gatekeeper;
import io.promshard.shard.access.Verdict;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nobody pass who has no credentials, but to a few paths. What is refused is told the same whatever it asked for, so that not even
 * the existence of a path shows.
 */
public final class AccessFilter extends GuardFilter {

    private static final long serialVersionUID = 1;
    private static final String USER = AccessFilter.class.getName() + ".user";

    private final transient Gatekeeper gatekeeper;
    private final transient Set<String> open;
    private final transient AccessListener listener;

    /**
     * Makes a filter.
     *
     * @param open paths that need no credentials, as they stand in a request line; each is itself and nothing below it
     */
    public AccessFilter(Gatekeeper gatekeeper, Set<String> open, AccessListener listener) {
        this.gatekeeper = gatekeeper;
        this.open = Set.copyOf(open);
        this.listener = listener;
    }

    /** Whose request it is; empty if nobody asked for credentials. */
    public static Optional<String> userOf(ServletRequest request) {
        return request.getAttribute(USER) instanceof String user ? Optional.of(user) : Optional.empty();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (open.contains(path(request))) {
            chain.doFilter(request, response);
            return;
        }
        Verdict verdict = gatekeeper.judge(Collections.list(request.getHeaders("Authorization")));
        listener.judged(verdict);
        switch (verdict) {
            case Verdict.Admitted(String name) -> {
                request.setAttribute(USER, name);
                chain.doFilter(request, response);
            }
            case Verdict.Unknown unknown -> refuse(response);
            case Verdict.Wrong wrong -> refuse(response);
            case Verdict.Busy busy -> {
                response.setHeader("Retry-After", "1");
                answer(503, "too many passwords are being verified, try again later\n", response);
            }
        }
    }

    /** Raw, so that no way of writing a path makes one of the open ones of another. */
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private void refuse(HttpServletResponse response) throws IOException {
        gatekeeper.challenges().forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
        answer(401, "Unauthorized\n", response);
    }

    private static void answer(int status, String text, HttpServletResponse response) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
