package io.promshard.pgw.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.routing.RingViews;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayStatesTest {

    private static final Member GATEWAY = Member.at(URI.create("http://a:1"));

    private final HealthTracker health = new HealthTracker();
    private final RingViews views = new RingViews(health);

    @BeforeEach
    void know() {
        is(Health.PASSING);
    }

    private void is(Health inConsul) {
        views.update(MembershipView.of(List.of(GATEWAY.withHealth(inConsul)), 1));
    }

    private String state() {
        return GatewayStates.of(views.current(), 0, health);
    }

    @ParameterizedTest
    @CsvSource({
        "PASSING, live",
        "WARNING, live",
        "CRITICAL, critical in Consul",
        "MAINTENANCE, in maintenance in Consul",
    })
    void ofAGatewayThatIsWellIsWhatConsulSays(Health inConsul, String state) {
        is(inConsul);

        assertThat(state()).isEqualTo(state);
    }

    @Test
    void ofASuspectIsWhyItIs() {
        health.unreachable(GATEWAY.id(), "connection refused");

        assertThat(state()).isEqualTo("suspect: connection refused");
    }

    @Test
    void ofASuspectThatConsulToldFirstIsWhatConsulSays() {
        health.unreachable(GATEWAY.id(), "connection refused");
        is(Health.MAINTENANCE);

        assertThat(state()).isEqualTo("in maintenance in Consul");
    }
}
