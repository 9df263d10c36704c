package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.Ports;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A router that starts before its Consul does. */
@RealServers({CONSUL, PUSHGATEWAY})
class ConsulAbsentIT {

    @Test
    void theRouterIsUpSaysSoAndPicksConsulUpWhenItComes(Servers servers) {
        Gateways gateways = Gateways.three(servers);
        int port = Ports.free();
        ConsulServer consul;
        try (RouterUnderTest router = RouterUnderTest.start(gateways.properties(RouterUnderTest.consul(port)))) {
            isUpWithoutGateways(router);
            saysSoInHealth(router);

            consul = servers.consul(Start.PLAIN.onPort(port));
            Duration pickedUp = Elapsed.until(() -> router.live() == 3);

            System.out.printf(">>> Consul absent at start, picked up %d ms after it came%n", pickedUp.toMillis());
            assertThat(pickedUp).isLessThanOrEqualTo(Duration.ofSeconds(2));
            await().atMost(Duration.ofSeconds(20)).until(() -> statusOfItsCheck(consul), "passing"::equals);
            await().until(() -> router.json("/actuator/health").path("status").asString(), "UP"::equals);
        }
        assertThat(services(consul).propertyNames())
                .noneMatch(id -> id.startsWith("pgw-router"))
                .hasSize(3);
    }

    private static void isUpWithoutGateways(RouterUnderTest router) {
        HttpResponse<String> push = Http.stay(Http.put(router.url("/metrics/job/a"), "a 1\n"));

        assertThat(push.statusCode()).isEqualTo(503);
        assertThat(push.headers().firstValue("Retry-After")).contains("1");
        assertThat(Http.get(router.url("/-/healthy")).statusCode()).isEqualTo(200);
        assertThat(Http.get(router.url("/-/ready")).statusCode()).isEqualTo(503);
    }

    private static void saysSoInHealth(RouterUnderTest router) {
        await().untilAsserted(() -> assertThat(router.health("membership")
                        .path("details")
                        .path("reason")
                        .asString())
                .contains("/v1/health/service/pushgateway", "ConnectException"));
        assertThat(Http.get(router.url("/actuator/health")).statusCode()).isEqualTo(200);
        for (String component : new String[] {"membership", "gatewayRegistration", "selfRegistration"}) {
            await().until(() -> router.health(component).path("status").asString(), "DEGRADED"::equals);
        }
    }

    private static JsonNode services(ConsulServer consul) {
        return JsonMapper.shared().readTree(consul.get("/v1/agent/services"));
    }

    /** Of the router's own registration, which is the one of a service of its name. */
    private static String statusOfItsCheck(ConsulServer consul) {
        return JsonMapper.shared()
                .readTree(consul.get("/v1/health/checks/pgw-router"))
                .path(0)
                .path("Status")
                .asString("");
    }
}
