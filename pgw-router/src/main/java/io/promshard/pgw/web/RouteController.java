package io.promshard.pgw.web;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.PoisonGuard;
import io.promshard.pgw.grouping.Rejection;
import io.promshard.pgw.routing.PushRequest;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.pgw.routing.Route;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Explains where a push would go. */
@RestController
class RouteController {

    private final RingViews views;
    private final HealthTracker health;
    private final GroupingKeyParser parser;
    private final PoisonGuard guard;
    private final PushRouter router;

    RouteController(
            RingViews views, HealthTracker health, GroupingKeyParser parser, PoisonGuard guard, PushRouter router) {
        this.views = views;
        this.health = health;
        this.parser = parser;
        this.guard = guard;
        this.router = router;
    }

    /**
     * Who owns the push of a path, and why.
     *
     * @param path of a push, such as {@code /metrics/job/a}; its percent signs must be escaped once more to survive in a query
     */
    @GetMapping("/api/v1/route")
    ResponseEntity<Object> route(
            @RequestParam String path,
            @RequestParam(required = false) @Nullable String userAgent,
            @RequestHeader(name = "User-Agent", required = false) @Nullable String asker) {
        return switch (parser.parse(path)) {
            case Rejection rejection ->
                ResponseEntity.badRequest()
                        .body(Map.of("error", rejection.message(), "status", rejection.status(), "path", path));
            case GroupingKey key -> ResponseEntity.ok(explanation(key, userAgent == null ? asker : userAgent));
        };
    }

    private Explanation explanation(GroupingKey key, @Nullable String userAgent) {
        RingView view = views.current();
        long hash = PushRouter.hash(key);
        Member owner = view.owner(hash);
        Route route = router.route(view, key, new PushRequest(userAgent, false, false, false, null));
        return new Explanation(
                key.labels(),
                Long.toHexString(hash),
                owner == null ? null : owner.id(),
                owner == null ? null : owner.url().toString(),
                router.owners(view, key).stream().map(Member::id).toList(),
                mode(route),
                reason(route),
                guard.inspect(key).map(PoisonGuard.Finding::message).orElse(null),
                preference(view, hash));
    }

    private static String mode(Route route) {
        return switch (route) {
            case Route.Redirect redirect -> "redirect";
            case Route.Forward forward -> "proxy";
            case Route.Unavailable unavailable -> "unavailable";
        };
    }

    private static @Nullable String reason(Route route) {
        return switch (route) {
            case Route.Redirect redirect -> null;
            case Route.Forward forward -> forward.reason().label();
            case Route.Unavailable(String reason) -> reason;
        };
    }

    private List<Gateway> preference(RingView view, long hash) {
        return IntStream.of(view.ring().owners(hash, view.members().size()))
                .mapToObj(node -> gateway(view, node))
                .toList();
    }

    private Gateway gateway(RingView view, int node) {
        Member member = view.members().get(node);
        return new Gateway(
                member.id(),
                member.url().toString(),
                member.weight(),
                view.isLive(node),
                GatewayStates.of(view, node, health));
    }

    /**
     * Answer of {@code /api/v1/route}.
     *
     * @param group the labels of the grouping key
     * @param hash of the key on the ring, hexadecimal
     * @param owner the first live gateway of {@code preference}; null if none is live
     * @param owners the live gateways that shall have the group: as many as there are replicas, or fewer if fewer are live
     * @param mode redirect or proxy, for the client named by the query or the one that asks; unavailable if nobody can take it now
     * @param modeReason why it is proxied or unavailable
     * @param refused why such a push would be refused; null if it would not
     * @param preference all gateways in the order in which they would be tried
     */
    record Explanation(
            Map<String, String> group,
            String hash,
            @Nullable String owner,
            @Nullable String url,
            List<String> owners,
            String mode,
            @Nullable String modeReason,
            @Nullable String refused,
            List<Gateway> preference) {}

    /**
     * One gateway of the ring.
     *
     * @param state live, or why it is not
     */
    record Gateway(String id, String url, int weight, boolean live, String state) {}
}
