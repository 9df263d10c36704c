package io.promshard.pgw.web;

import io.promshard.pgw.forward.Forwarder;
import io.promshard.pgw.forward.Outcome;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.PoisonGuard;
import io.promshard.pgw.grouping.PushPath;
import io.promshard.pgw.grouping.Rejection;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import io.promshard.pgw.routing.ProxyReason;
import io.promshard.pgw.routing.PushRequest;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.pgw.routing.Route;
import io.promshard.pgw.upkeep.Holders;
import io.promshard.shard.membership.Member;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pushes: reads the group from the raw path, and redirects to its owner or forwards. What is no push goes down the chain.
 *
 * <p>Runs first of all filters but the one that asks for credentials, so that nobody decodes or normalises the path, or spends time on it.
 */
public final class PushFilter extends HttpFilter {

    private static final Logger log = LoggerFactory.getLogger(PushFilter.class);

    private final transient GroupingKeyParser parser;
    private final transient PoisonGuard guard;
    private final transient PushRouter router;
    private final transient Forwarder forwarder;
    private final transient Holds holds;
    private final transient Holders holders;
    private final transient DeletionListener deletions;
    private final transient Clock clock;
    private final transient PushAnswers answers;
    private final transient PushListener listener;
    private final transient LongSupplier nanos;

    public PushFilter(PushFilterParts parts) {
        this.parser = parts.parser();
        this.guard = parts.guard();
        this.router = parts.router();
        this.forwarder = parts.forwarder();
        this.holds = parts.holds();
        this.holders = parts.holders();
        this.deletions = parts.deletions();
        this.clock = parts.clock();
        this.answers = new PushAnswers(parts.retryAfter(), parts.listener());
        this.listener = parts.listener();
        this.nanos = parts.nanos();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, jakarta.servlet.ServletException {
        String target = target(request);
        if (parser.isElsewhere(target)) {
            chain.doFilter(request, response);
            return;
        }
        PushPath path = parser.parse(target);
        if (!PushPaths.isPush(path, parser)) {
            chain.doFilter(request, response);
        } else if (PushPaths.isRedirect(path) || PushMethods.isPush(request.getMethod())) {
            switch (path) {
                case GroupingKey key -> push(key, target, request, response);
                case Rejection rejection -> answers.reject(rejection, request, response);
            }
        } else {
            answers.otherMethod(request, response);
        }
    }

    private void push(GroupingKey key, String target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<PoisonGuard.Finding> poison = isDelete(request) ? Optional.empty() : guard.inspect(key);
        if (poison.isPresent()) {
            answers.poison(poison.get(), request, response);
            return;
        }
        PushRequest push;
        try {
            push = PushRequests.of(request);
        } catch (IllegalArgumentException e) {
            answers.refuse(400, "mode", String.valueOf(e.getMessage()), request, response);
            return;
        }
        Instant received = clock.instant();
        ServletExchange exchange = new ServletExchange(request, response, target, PushRouter.hash(key));
        boolean done = switch (router.route(key, push)) {
            case Route.Redirect(Member owner) -> {
                spread(List.of(owner), exchange);
                holds.await(new Place(PushRouter.hash(key), owner.id()));
                answers.redirect(owner, target, request, response);
                yield true;
            }
            case Route.Forward(List<Member> candidates, ProxyReason reason) -> {
                spread(candidates, exchange);
                yield forward(candidates, reason, exchange);
            }
            case Route.Unavailable(String reason) -> {
                answers.unavailable(reason, request, response);
                yield false;
            }
        };
        if (done && isDelete(request)) {
            deletions.deleted(key, received);
        }
    }

    /** A deletion is for all copies. The owners' come last, so that their answer is that of the whole. */
    private void spread(List<Member> candidates, ServletExchange exchange) {
        if (isDelete(exchange.request())) {
            forwarder.spread(exchange, holders.all(), candidates);
        }
    }

    /** Whether it is a success. */
    private boolean forward(List<Member> candidates, ProxyReason reason, ServletExchange exchange) throws IOException {
        long started = nanos.getAsLong();
        Outcome outcome = forwarder.forward(exchange, candidates);
        log.debug("{} {} -> {} {}", exchange.method(), exchange.target(), outcome.gateway(), outcome.status());
        listener.forwarded(
                exchange.method(), outcome.gateway(), outcome.status(), reason.label(), nanos.getAsLong() - started);
        if (!outcome.complete()) {
            throw new CloseNowException("the answer of " + outcome.gateway() + " broke off");
        }
        return outcome.status() < 300;
    }

    /** What a gateway took before us must be deletable through us. */
    private static boolean isDelete(HttpServletRequest request) {
        return request.getMethod().equals("DELETE");
    }

    /** As it came, but for an authority. */
    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }
}
