package io.promshard.shard.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceQueryTest {

    private static final ConsulSettings SETTINGS = ConsulSettings.at(URI.create("http://127.0.0.1:8500"));

    @Test
    void namesIndexAndWait() {
        assertThat(new ServiceQuery("gateway", "").path(7, SETTINGS))
                .isEqualTo("/v1/health/service/gateway?index=7&wait=10000ms");
    }

    @Test
    void namesDatacenterTagAndConsistencyWhereSet() {
        ConsulSettings settings = SETTINGS.withDatacenter("dc 2").withConsistency(Consistency.STALE);

        assertThat(new ServiceQuery("gateway", "a&b").path(7, settings)).endsWith("&dc=dc%202&tag=a%26b&stale");
    }

    @Test
    void canAskTheLeaderToMakeSure() {
        ConsulSettings settings = SETTINGS.withConsistency(Consistency.CONSISTENT);

        assertThat(new ServiceQuery("gateway", "").path(7, settings)).endsWith("&consistent");
    }

    @Test
    void encodesTheNameOfTheService() {
        assertThat(new ServiceQuery("a/b ?ü", "").path(0, SETTINGS))
                .startsWith("/v1/health/service/a%2Fb%20%3F%C3%BC?");
    }

    @Test
    void allowsConsulItsSixteenthBeforeItCallsItSilent() {
        ConsulSettings settings = SETTINGS.withMaxWait(Duration.ofSeconds(16));

        assertThat(ServiceQuery.timeout(7, settings)).isEqualTo(Duration.ofSeconds(16 + 1 + 3));
        assertThat(ServiceQuery.timeout(0, settings)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void refusesABlankName() {
        assertThatThrownBy(() -> new ServiceQuery(" ", ""))
                .hasMessage("the name of a Consul service must not be blank");
    }

    @Test
    void asksForRightsInTheSameDatacenterAndAsFresh() {
        ConsulSettings settings = SETTINGS.withDatacenter("dc 2").withConsistency(Consistency.STALE);

        assertThat(new ServiceQuery("a b", "").rightPath(settings))
                .isEqualTo("/v1/config/service-defaults/a%20b?dc=dc%202&stale");
        assertThat(new ServiceQuery("a b", "").nodesPath(settings)).isEqualTo("/v1/catalog/nodes?dc=dc%202&stale");
        assertThat(new ServiceQuery("a b", "").nodesPath(SETTINGS)).isEqualTo("/v1/catalog/nodes");
    }
}
