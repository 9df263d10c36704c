package io.promshard.query.config;

import io.promshard.query.discovery.FleetView;
import io.promshard.query.discovery.LabelMode;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.query.discovery.ReplicaHealth;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.shard.config.MembershipHealthIndicator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The shards in health: up while each has a server that answers its probes and nothing is left out.
 *
 * <p>Degraded is still 200, as a check that took the router out of service would make it worse; without any server to ask
 * it is out of service.
 */
final class ShardsHealthIndicator implements HealthIndicator {

    /** Of a stored label's values, so many are shown. */
    private static final int SHOWN = 20;

    private final LiveTopology topology;
    private final ReplicaHealth well;
    private final LabelMode mode;

    ShardsHealthIndicator(LiveTopology topology, ReplicaHealth well, LabelMode mode) {
        this.topology = topology;
        this.well = well;
        this.mode = mode;
    }

    @Override
    public Health health() {
        FleetView view = topology.view();
        Map<String, Object> shards = new TreeMap<>();
        view.topology().shards().forEach(shard -> shards.put(shard.name(), described(shard, view)));
        return Health.status(status(view))
                .withDetail("epoch", view.topology().epoch())
                .withDetail("featureLabel", view.topology().featureLabel())
                .withDetail("mode", mode.name().toLowerCase(Locale.ROOT))
                .withDetail("shards", shards)
                .withDetail("missed", view.missed())
                .withDetail("excluded", view.excluded())
                .withDetail("failedInspections", view.failures())
                .withDetail("notes", view.notes())
                .build();
    }

    private Status status(FleetView view) {
        List<Shard> shards = view.topology().shards();
        if (shards.stream().allMatch(shard -> shard.replicas().isEmpty())) {
            return Status.OUT_OF_SERVICE;
        }
        boolean complete = view.excluded().isEmpty()
                && shards.stream().allMatch(shard -> shard.replicas().stream().anyMatch(well));
        return complete ? Status.UP : MembershipHealthIndicator.DEGRADED;
    }

    private Map<String, Object> described(Shard shard, FleetView view) {
        Map<String, Object> replicas = new LinkedHashMap<>();
        shard.replicas().forEach(replica -> replicas.put(replica.name(), described(replica, view)));
        return Map.of("label", described(shard.label()), "replicas", replicas);
    }

    private static String described(FeatureLabel label) {
        return switch (label) {
            case FeatureLabel.External(String value) -> "external: " + value;
            case FeatureLabel.Stored stored -> "stored: " + values(stored);
        };
    }

    private static String values(FeatureLabel.Stored stored) {
        List<String> values = stored.values().stream().sorted().toList();
        return values.size() <= SHOWN ? values.toString() : values.subList(0, SHOWN) + " of " + values.size();
    }

    private Map<String, Object> described(Replica replica, FleetView view) {
        String id = ReplicaHealth.memberId(replica);
        return Map.of("server", id, "version", view.versions().getOrDefault(id, "unknown"), "up", well.test(replica));
    }
}
