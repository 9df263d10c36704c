package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Consul is killed under a hundred pushes a second, and comes back with a fourth gateway. {@code -Doutage=120s} makes the outage
 * as long as one wants.
 */
@RealServers({CONSUL, PUSHGATEWAY})
class ConsulOutageIT {

    private static final PlainPush CLIENT = new PlainPush("curl/8.5.0", true, Duration.ofSeconds(10));

    private final Servers servers;
    private final Gateways gateways;

    /** Where Consul finds services when it starts. */
    @TempDir
    private Path configuration;

    ConsulOutageIT(Servers servers) {
        this.servers = servers;
        this.gateways = Gateways.three(servers);
    }

    /** Long enough for the waits between attempts to reach their longest. */
    @Test
    void noPushFailsWhileAConsulThatRemembersIsAway() throws IOException {
        survives(outage("15s"), "a Consul that remembers", Start.PLAIN.keepingState());
    }

    @Test
    void noPushFailsWhileAConsulThatForgetsIsAway() throws IOException {
        survives(outage("5s"), "a Consul that forgets", Start.PLAIN);
    }

    private static Duration outage(String standard) {
        return Duration.parse("PT" + System.getProperty("outage", standard));
    }

    private void survives(Duration outage, String what, Start start) throws IOException {
        ConsulServer consul = servers.consul(start.with("-config-dir", configuration.toString()));
        PushgatewayServer fourth = servers.pushgateway();
        String[] properties = RouterUnderTest.consul(consul, "pgw-router.mode=proxy");
        try (RouterUnderTest router = RouterUnderTest.start(gateways.properties(properties))) {
            await().until(() -> router.live() == 3);
            try (PushLoad load = PushLoad.start(router.url(), CLIENT)) {
                load.goOnFor(Duration.ofSeconds(2));
                consul.kill9();
                tellOf(fourth);
                load.goOnFor(outage);
                assertThat(router.health("membership").path("status").asString())
                        .isEqualTo("DEGRADED");
                consul.restart();
                Duration seen = Elapsed.until(() -> router.live() == 4);
                load.goOnFor(Duration.ofSeconds(3));
                PushReport report = load.stop();

                report.print("%s away for %d s, proxy, a fourth gateway seen %d ms after its return, views %s"
                        .formatted(what, outage.toSeconds(), seen.toMillis(), router.views()));
                assertThat(report.failed()).isEmpty();
                assertThat(router.views()).containsExactly("0/0", "3/3", "4/4");
                assertThat(seen).isLessThanOrEqualTo(Duration.ofSeconds(2));
            }
        }
    }

    /** A change made while Consul is away: it finds the gateway in its configuration. */
    private void tellOf(PushgatewayServer gateway) throws IOException {
        Files.writeString(configuration.resolve("fourth.json"), """
                {"service": {"name": "pushgateway", "id": "fourth", "address": "127.0.0.1", "port": %d,
                 "check": {"id": "ttl-fourth", "ttl": "10m", "status": "passing"}}}""".formatted(gateway.port()));
    }
}
