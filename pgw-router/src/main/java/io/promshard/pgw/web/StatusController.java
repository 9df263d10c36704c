package io.promshard.pgw.web;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health for load balancers in Prometheus' own paths, and the gateways as scrape targets. */
@RestController
class StatusController {

    private final RingViews views;
    private final HealthTracker health;

    StatusController(RingViews views, HealthTracker health) {
        this.views = views;
        this.health = health;
    }

    /** Whatever a checker says it accepts, it gets text, and not a 406. */
    @GetMapping("/-/healthy")
    ResponseEntity<String> healthy() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("pgw-router is healthy.\n");
    }

    /** Ready is who could take a push now. */
    @GetMapping("/-/ready")
    ResponseEntity<String> ready() {
        int live = views.current().liveCount();
        return live > 0
                ? ResponseEntity.ok()
                        .contentType(MediaType.TEXT_PLAIN)
                        .body("pgw-router is ready: " + live + " gateways are live.\n")
                : ResponseEntity.status(503)
                        .contentType(MediaType.TEXT_PLAIN)
                        .header("Retry-After", "1")
                        .body("pgw-router is not ready: no gateway is live.\n");
    }

    /**
     * The gateways as targets of a Prometheus, one group each so that labels differ. All that the catalogue knows are listed, so
     * that a gateway that is down shows as {@code up == 0} rather than vanishing. While the catalogue has not spoken the answer is a
     * 503, upon which Prometheus keeps the targets it has.
     *
     * @see <a href="https://prometheus.io/docs/prometheus/latest/http_sd/">HTTP service discovery</a>
     */
    @GetMapping("/sd")
    ResponseEntity<List<TargetGroup>> targets() {
        RingView view = views.current();
        return view.known()
                ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(targets(view))
                : ResponseEntity.status(503).build();
    }

    private List<TargetGroup> targets(RingView view) {
        return IntStream.range(0, view.members().size())
                .mapToObj(node -> target(view, node))
                .toList();
    }

    private TargetGroup target(RingView view, int node) {
        Member gateway = view.members().get(node);
        return new TargetGroup(
                List.of(gateway.url().getRawAuthority()),
                Map.of(
                        "__scheme__", gateway.url().getScheme(),
                        "__metrics_path__", gateway.url().getRawPath() + "/metrics",
                        "__meta_pgw_id", gateway.id(),
                        "__meta_pgw_state", GatewayStates.of(view, node, health),
                        "__meta_pgw_live", Boolean.toString(view.isLive(node)),
                        "__meta_pgw_weight", Integer.toString(gateway.weight())));
    }

    /** A group of targets as {@code http_sd} wants it. */
    record TargetGroup(List<String> targets, Map<String, String> labels) {}
}
