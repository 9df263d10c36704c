package io.promshard.query.web;

import io.promshard.query.discovery.FleetView;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.query.discovery.ReplicaHealth;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says which shards there are and how their replicas stand, by their names. */
@RestController
final class ShardsController {

    /** Of a stored label's values, so many are told. */
    private static final int MOST_VALUES = 20;

    private final LiveTopology fleet;
    private final ReplicaHealth well;
    private final Clock clock;

    ShardsController(LiveTopology fleet, ReplicaHealth well, Clock clock) {
        this.fleet = fleet;
        this.well = well;
        this.clock = clock;
    }

    @GetMapping("/api/v1/status/shards")
    Map<String, Object> shards() {
        FleetView view = fleet.view();
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("status", "success");
        envelope.put(
                "data",
                new Shards(
                        view.topology().epoch(),
                        view.topology().featureLabel(),
                        view.topology().shards().stream()
                                .map(shard -> line(shard, view))
                                .toList(),
                        view.excluded(),
                        view.notes()));
        return envelope;
    }

    private Line line(Shard shard, FleetView view) {
        List<String> values = shard.label().values().stream().sorted().toList();
        @Nullable Instant missed = view.missed().get(shard.name());
        return new Line(
                shard.name(),
                shard.label() instanceof FeatureLabel.Stored,
                values.stream().limit(MOST_VALUES).toList(),
                Math.max(0, values.size() - MOST_VALUES),
                shard.group().orElse(null),
                missed == null
                        ? null
                        : Duration.between(missed, clock.instant()).toSeconds(),
                shard.replicas().stream().map(replica -> line(replica, view)).toList());
    }

    private Server line(Replica replica, FleetView view) {
        String id = ReplicaHealth.memberId(replica);
        return new Server(
                replica.name(),
                well.test(replica),
                view.versions().getOrDefault(id, ""),
                view.failures().get(id));
    }

    /**
     * The fleet.
     *
     * @param excluded why a server is in no shard, by its address
     * @param notes what somebody should look at
     */
    record Shards(
            long epoch, String featureLabel, List<Line> shards, Map<String, String> excluded, List<String> notes) {}

    /**
     * A shard.
     *
     * @param stored whether its servers store the feature label
     * @param values of the feature label, some of them
     * @param moreValues how many are left out
     * @param group of shards between which targets move; null if its targets are its own
     * @param missedSeconds for how long it has had no server; null if it has one
     */
    record Line(
            String name,
            boolean stored,
            List<String> values,
            int moreValues,
            @Nullable String group,
            @Nullable Long missedSeconds,
            List<Server> replicas) {}

    /**
     * A replica of a shard.
     *
     * @param up whether it answers its probes
     * @param version empty if it has not told
     * @param failure why its last inspection came to nothing; null if it did not
     */
    record Server(
            String name,
            boolean up,
            String version,
            @Nullable String failure) {}
}
