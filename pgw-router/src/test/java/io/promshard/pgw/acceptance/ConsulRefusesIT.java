package io.promshard.pgw.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An agent that lets nobody register: Consul's own starter would not notice. */
class ConsulRefusesIT {

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void aRefusedRegistrationIsSaidInHealthAndTriedAgain(int status) {
        try (RefusingAgent agent = RefusingAgent.start(status);
                RouterUnderTest router = RouterUnderTest.start(
                        RouterUnderTest.consul(agent.port(), "pgw-router.gateways[0].url=http://127.0.0.1:9"))) {
            await().untilAsserted(() -> {
                isDegraded(router.health("gatewayRegistration"), "answered " + status);
                isDegraded(router.health("selfRegistration"), "Consul does not have pgw-router-");
            });
            isTriedAgain(agent, "pushgateway");
            isTriedAgain(agent, "pgw-router");
        }
    }

    private static void isTriedAgain(RefusingAgent agent, String service) {
        int refusals = agent.refusals(service);
        await().atMost(Duration.ofSeconds(30)).until(() -> agent.refusals(service) >= refusals + 2);
    }

    private static void isDegraded(JsonNode component, String reason) {
        assertThat(component.path("status").asString()).isEqualTo("DEGRADED");
        assertThat(component.path("details").path("error").asString()).contains(reason);
        assertThat(component.path("details").path("missing").size()).isEqualTo(1);
    }
}
