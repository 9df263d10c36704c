package io.promshard.query.web;

import io.promshard.query.topology.TopologySource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The two health checks of every Prometheus server. */
@RestController
final class HealthController {

    private final TopologySource topologies;

    HealthController(TopologySource topologies) {
        this.topologies = topologies;
    }

    @RequestMapping(
            path = "/-/healthy",
            method = {RequestMethod.GET, RequestMethod.HEAD})
    String healthy() {
        return "query-router is Healthy.\n";
    }

    /** Ready once there is a shard to ask. */
    @GetMapping("/-/ready")
    void ready(HttpServletResponse response) throws IOException {
        boolean ready = !topologies.current().shards().isEmpty();
        response.setStatus(ready ? 200 : 503);
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().print(ready ? "query-router is Ready.\n" : "no shard is known yet\n");
    }
}
