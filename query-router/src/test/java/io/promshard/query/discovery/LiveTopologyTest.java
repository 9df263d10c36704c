package io.promshard.query.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.topology.FeatureLabel.External;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveTopologyTest {

    private static final FleetRules RULES =
            new FleetRules("cluster", LabelMode.AUTO, Set.of("replica"), List.of(), Duration.ofDays(1));
    private static final Member ONE = Member.at(URI.create("http://h1:9090"));
    private static final Member TWO = Member.at(URI.create("http://h2:9090"));
    private static final ServerFacts A = new ServerFacts("3.5.3", Map.of("cluster", "a"), Set.of(), false);

    private final LiveTopology topology = new LiveTopology(RULES, () -> Instant.EPOCH);

    private void members(Member... members) {
        topology.members(MembershipView.of(List.of(members), 1));
    }

    private List<String> shards() {
        return topology.current().shards().stream().map(Shard::name).toList();
    }

    @Test
    void beginsEmpty() {
        assertThat(topology.current()).isEqualTo(new Topology(0, "cluster", List.of()));
    }

    @Test
    void theEpochGrowsWithChangesOnly() {
        members(ONE);
        topology.inspected(ONE, A);
        Topology first = topology.current();

        topology.inspected(ONE, A);
        members(ONE.withHealth(Health.CRITICAL));

        assertThat(topology.current()).isSameAs(first);
        assertThat(first.epoch()).isEqualTo(1);
        topology.inspected(ONE, new ServerFacts("3.5.3", Map.of("cluster", "b"), Set.of(), false));
        assertThat(topology.current().epoch()).isEqualTo(2);
    }

    @Test
    void anInspectionThatFailsChangesNoShard() {
        members(ONE);
        topology.inspected(ONE, A);
        Topology before = topology.current();

        topology.failed(ONE, "/api/v1/status/config: no answer came in time");

        assertThat(topology.current()).isSameAs(before);
        assertThat(topology.view().failures()).containsOnlyKeys("h1:9090");
        assertThat(topology.failures()).isEqualTo(1);
        topology.inspected(ONE, A);
        assertThat(topology.view().failures()).isEmpty();
    }

    @Test
    void whoComesToAKnownAddressIsInspectedAnew() {
        members(ONE, TWO);
        topology.inspected(ONE, A);
        members(TWO);
        members(ONE, TWO);

        assertThat(topology.facts(ONE)).isNull();
        assertThat(topology.current().shards()).containsExactly(new Shard("a", new External("a"), List.of()));
    }

    @Test
    void wordOfAServerThatHasLeftIsDropped() {
        members(TWO);
        topology.inspected(ONE, A);

        assertThat(shards()).isEmpty();
    }

    @Test
    void isCompleteOnceEachServerWasLookedAt() throws Exception {
        assertThat(topology.awaitComplete(Duration.ZERO)).isFalse();
        members(ONE, TWO);
        topology.inspected(ONE, A);
        assertThat(topology.awaitComplete(Duration.ZERO)).isFalse();

        topology.failed(TWO, "gone");

        assertThat(topology.awaitComplete(Duration.ZERO)).isTrue();
    }
}
