package io.promshard.query.web;

import io.promshard.query.discovery.LiveTopology;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What one asks a Prometheus about itself, answered for the router.
 *
 * <p>The version is that of the oldest server, so that clients expect no more than all can do. There are no {@code features} in
 * it: with them Grafana would take us for a Mimir.
 */
@RestController
final class StatusController {

    private final LiveTopology fleet;
    private final Clock clock;

    StatusController(LiveTopology fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    @GetMapping("/api/v1/status/buildinfo")
    Map<String, Object> buildInfo() {
        Map<String, String> info = new TreeMap<>();
        info.put("version", oldestVersion());
        for (String name : new String[] {"revision", "branch", "buildUser", "buildDate", "goVersion"}) {
            info.put(name, "");
        }
        return success(info);
    }

    private String oldestVersion() {
        return fleet.view().versions().values().stream()
                .min(Comparator.comparing(ReleaseNumber::of))
                .orElse("");
    }

    @GetMapping("/api/v1/status/runtimeinfo")
    Map<String, Object> runtimeInfo() {
        Map<String, Object> info = new LinkedHashMap<>();
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        info.put("startTime", Instant.ofEpochMilli(started).toString());
        info.put("serverTime", clock.instant().toString());
        info.put("reloadConfigSuccess", true);
        info.put("goroutineCount", ManagementFactory.getThreadMXBean().getThreadCount());
        info.put("GOMAXPROCS", Runtime.getRuntime().availableProcessors());
        return success(info);
    }

    /** The shards by name; addresses are nobody's business here. */
    @GetMapping("/api/v1/status/config")
    Map<String, Object> config() {
        String shards = fleet.view().topology().shards().stream()
                .map(shard -> "  - name: \"" + shard.name() + "\"\n    replicas: "
                        + shard.replicas().size() + "\n")
                .collect(Collectors.joining());
        String label = fleet.view().topology().featureLabel();
        return success(Map.of("yaml", "feature_label: \"" + label + "\"\nshards:\n" + shards));
    }

    @GetMapping("/api/v1/status/flags")
    Map<String, Object> flags() {
        return success(Map.of("query.feature-label", fleet.view().topology().featureLabel()));
    }

    private static Map<String, Object> success(Object data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("status", "success");
        envelope.put("data", data);
        return envelope;
    }
}
