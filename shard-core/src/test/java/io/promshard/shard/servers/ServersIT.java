package io.promshard.shard.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@RealServers
class ServersIT {

    @Test
    void startsThreeGatewaysOnPortsOfTheirOwn(Servers servers) throws IOException {
        PushgatewayServer first = servers.pushgateway();
        PushgatewayServer second = servers.pushgateway();
        PushgatewayServer third = servers.pushgateway();

        assertThat(first.port()).isNotIn(second.port(), third.port());
        assertThat(statusOf(first)).isEqualTo(200);
        assertThat(statusOf(second)).isEqualTo(200);
        assertThat(statusOf(third)).isEqualTo(200);
    }

    @Test
    void aKilledServerComesBackOnItsPort(Servers servers) throws IOException {
        PushgatewayServer gateway = servers.pushgateway();

        gateway.kill9();
        assertThat(gateway.alive()).isFalse();
        assertThatThrownBy(() -> statusOf(gateway)).isInstanceOf(IOException.class);

        gateway.restart();
        assertThat(statusOf(gateway)).isEqualTo(200);
    }

    @Test
    void aPausedServerAnswersNothingUntilItIsResumed(Servers servers) throws IOException {
        PushgatewayServer gateway = servers.pushgateway();

        gateway.pause();
        assertThatThrownBy(() -> statusOf(gateway)).isInstanceOf(HttpTimeoutException.class);
        assertThat(gateway.alive()).isTrue();

        gateway.resume();
        assertThat(statusOf(gateway)).isEqualTo(200);
    }

    @Test
    void aPausedServerCanBeStopped(Servers servers) {
        PushgatewayServer gateway = servers.pushgateway();
        gateway.pause();

        gateway.stop();

        assertThat(gateway.alive()).isFalse();
    }

    @Test
    void aConsulThatKeepsItsStateKnowsItsServicesAfterAKill(Servers servers) {
        ConsulServer consul = servers.consul(Start.PLAIN.keepingState());
        consul.register("gateway", "one", 9091);

        consul.kill9();
        consul.restart();

        assertThat(consul.get("/v1/agent/services")).contains("\"one\"");
    }

    @Test
    void aDevConsulForgetsAll(Servers servers) {
        ConsulServer consul = servers.consul();
        consul.register("gateway", "one", 9091);

        consul.restart();

        assertThat(consul.get("/v1/agent/services")).doesNotContain("\"one\"");
    }

    @Test
    void aPrometheusTakesANewConfiguration(Servers servers) throws IOException {
        PrometheusServer prometheus = servers.prometheus("global: {scrape_interval: 7s}");

        prometheus.reconfigure("global: {scrape_interval: 8s}");

        assertThat(Server.send(prometheus.request("/api/v1/status/config")).body())
                .contains("scrape_interval: 8s");
    }

    @Test
    void closingEndsWhatWasStarted() {
        PushgatewayServer gateway;
        try (Servers servers = Servers.open()) {
            gateway = servers.pushgateway();
        }

        assertThat(gateway.alive()).isFalse();
    }

    private static int statusOf(Server server) throws IOException {
        return Server.send(server.request("/-/ready").timeout(Duration.ofSeconds(1)))
                .statusCode();
    }
}
